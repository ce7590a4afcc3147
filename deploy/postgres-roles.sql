-- Run once, by the image of PostgreSQL, when its data volume is still empty. On a server of your own: psql -f deploy/postgres-roles.sql as its superuser,
-- with the three variables in the environment.
\set ON_ERROR_STOP on
\getenv owner_password DUBAN_OWNER_PASSWORD
\getenv app_password DUBAN_APP_PASSWORD
\getenv temporal_password TEMPORAL_DB_PASSWORD

-- Two roles, so that the program that runs cannot alter the journal: duban_owner migrates, duban_app appends and reads.
CREATE ROLE duban_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE duban_app LOGIN PASSWORD :'app_password';
CREATE ROLE temporal LOGIN PASSWORD :'temporal_password';

CREATE DATABASE duban OWNER duban_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C';
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;

REVOKE ALL ON DATABASE duban, temporal, temporal_visibility FROM PUBLIC;
GRANT CONNECT ON DATABASE duban TO duban_app;
