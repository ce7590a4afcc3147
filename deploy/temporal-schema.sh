#!/bin/sh
# Brings Temporal's own tables to the version of the server. Repeatable; run before each new server version.
set -eu

migrate() {
  database=$1
  schema=/etc/temporal/schema/postgresql/v12/$2/versioned
  temporal-sql-tool --plugin postgres12 --endpoint "$POSTGRES_HOST" --port 5432 --user temporal --database "$database" setup-schema --version 0.0
  temporal-sql-tool --plugin postgres12 --endpoint "$POSTGRES_HOST" --port 5432 --user temporal --database "$database" update-schema --schema-dir "$schema"
}

migrate temporal temporal
migrate temporal_visibility visibility
