/**
 * Two roles of the database beside its superuser: the owner, who migrates, and the server's, which owns nothing and may do
 * to each table only what the server does (docs/decisions/0051).
 */
import type pg from 'pg'
import { withConnection } from '@/lib/server/database/connect'

export const OWNER_ROLE = 'nrmm_owner'
export const SERVER_ROLE = 'nrmm_app'

/** Tables that the server only adds to: of these a stolen connection can change or remove nothing. */
export const APPEND_ONLY = ['audit_event', 'audit_seal', 'audit_day']
/** Written by migrations only. */
const READ_ONLY = ['_prisma_migrations']

/** The tables, and those of the job queue (pg-boss). */
const SCHEMAS = ['public', 'pgboss']
const listed = SCHEMAS.map((schema) => `'${schema}'`).join(', ')

/** Any number that no other advisory lock of this project uses. */
const ROLES_LOCK = 7_301_051

/** Nobody else may give rights at the same moment: PostgreSQL would refuse the later one. */
async function alone(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  await withConnection(url, 'roles', async (client) => {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [ROLES_LOCK])
    await work(client)
    await client.query('COMMIT')
  })
}

/**
 * Gives the server's role what it needs on the tables that exist now; call after each migration. Repeating it changes
 * nothing, and a right that is not listed here is taken back.
 * @param ownerUrl of the role that owns the tables
 */
export async function grantToServer(ownerUrl: string, role: string): Promise<void> {
  await alone(ownerUrl, async (client) => {
    const quoted = (name: string) => client.escapeIdentifier(name)
    const to = quoted(role)
    const { rows } = await client.query<{ name: string }>(
      `SELECT nspname AS name FROM pg_namespace WHERE nspname IN (${listed})`,
    )
    const schemas = rows.map(({ name }) => quoted(name)).join(', ')
    await client.query(`
      REVOKE CREATE ON SCHEMA ${schemas} FROM PUBLIC, ${to};
      GRANT USAGE ON SCHEMA ${schemas} TO ${to};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schemas} TO ${to};
      GRANT SELECT, USAGE ON ALL SEQUENCES IN SCHEMA ${schemas} TO ${to};
      REVOKE UPDATE, DELETE ON ${APPEND_ONLY.map(quoted).join(', ')} FROM ${to};
      REVOKE INSERT, UPDATE, DELETE ON ${READ_ONLY.map(quoted).join(', ')} FROM ${to}`)
  })
}

export interface RolePasswords {
  owner: string
  server: string
}

/**
 * Creates both roles, or gives them these passwords, and hands over the database with everything in it to the owner: also a
 * database that a superuser filled before these roles existed.
 * @param adminUrl of that database, by a superuser or by whoever may create roles and owns the database
 */
export async function makeRoles(adminUrl: string, passwords: RolePasswords): Promise<void> {
  await alone(adminUrl, async (client) => {
    await makeRole(client, OWNER_ROLE, passwords.owner)
    await makeRole(client, SERVER_ROLE, passwords.server)
    // Whoever is no superuser must belong to a role to hand something over to it.
    await client.query(`DO $$ BEGIN
      IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
      THEN EXECUTE format('GRANT ${OWNER_ROLE} TO %I', current_user); END IF; END $$`)
    const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name')
    const database = client.escapeIdentifier(rows[0]?.name ?? '')
    await client.query(`
      ALTER DATABASE ${database} OWNER TO ${OWNER_ROLE};
      REVOKE ALL ON DATABASE ${database} FROM PUBLIC;
      GRANT CONNECT ON DATABASE ${database} TO ${SERVER_ROLE}`)
    await handOver(client)
  })
}

async function makeRole(client: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role])
  const command = rowCount === 0 ? 'CREATE' : 'ALTER'
  await client.query(
    `${command} ROLE ${role} LOGIN NOCREATEDB NOCREATEROLE INHERIT PASSWORD ${client.escapeLiteral(password)}`,
  )
}

/** What belongs to an extension stays with it; a column's sequence goes with its table. */
const NOT_OF_EXTENSION = (catalogue: string) =>
  `NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalogue}'::regclass AND d.objid = o.oid AND d.deptype = 'e')`

const FOREIGN_OBJECTS = `
  SELECT format('ALTER SCHEMA %I OWNER TO ${OWNER_ROLE}', o.nspname) AS statement
  FROM pg_namespace o WHERE o.nspname IN (${listed}) AND pg_get_userbyid(o.nspowner) <> '${OWNER_ROLE}'
  UNION ALL
  SELECT format('ALTER %s %s OWNER TO ${OWNER_ROLE}',
    CASE o.relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END,
    o.oid::regclass)
  FROM pg_class o JOIN pg_namespace n ON n.oid = o.relnamespace
  WHERE n.nspname IN (${listed}) AND o.relkind IN ('r', 'p', 'v', 'm', 'S')
    AND pg_get_userbyid(o.relowner) <> '${OWNER_ROLE}' AND ${NOT_OF_EXTENSION('pg_class')}
    AND NOT EXISTS (SELECT FROM pg_depend d
      WHERE d.classid = 'pg_class'::regclass AND d.objid = o.oid AND o.relkind = 'S' AND d.deptype IN ('a', 'i'))
  UNION ALL
  SELECT format('ALTER ROUTINE %s OWNER TO ${OWNER_ROLE}', o.oid::regprocedure)
  FROM pg_proc o JOIN pg_namespace n ON n.oid = o.pronamespace
  WHERE n.nspname IN (${listed}) AND pg_get_userbyid(o.proowner) <> '${OWNER_ROLE}' AND ${NOT_OF_EXTENSION('pg_proc')}
  UNION ALL
  SELECT format('ALTER TYPE %s OWNER TO ${OWNER_ROLE}', o.oid::regtype)
  FROM pg_type o JOIN pg_namespace n ON n.oid = o.typnamespace
  WHERE n.nspname IN (${listed}) AND o.typtype IN ('e', 'd') AND pg_get_userbyid(o.typowner) <> '${OWNER_ROLE}'
    AND ${NOT_OF_EXTENSION('pg_type')}`

async function handOver(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(FOREIGN_OBJECTS)
  for (const { statement } of rows) await client.query(statement)
}
