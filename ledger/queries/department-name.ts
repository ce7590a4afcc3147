import { sql } from 'kysely';

/** The directory name of a department; below the programme's office with the name of its own office in front. A code that the directory no longer has stands for itself. */
export const departmentName = (code: string) => sql<string>`coalesce((
  SELECT CASE WHEN d.office = (SELECT office FROM programmes WHERE name = tasks.programme) THEN d.name ELSE o.name || d.name END
  FROM departments d JOIN offices o ON o.code = d.office WHERE d.code = ${sql.ref(code)}), ${sql.ref(code)})`;
