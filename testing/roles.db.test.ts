import { describe, expect, it } from 'vitest'
import { withConnection } from '@/lib/server/database/connect'
import { env } from '@/lib/server/env'
import { APPEND_ONLY } from '@/scripts/lib/roles'
import { asAdmin } from './as-admin'

/** What the role that the server connects as may do, and what not. */
const query = (sql: string) =>
  withConnection(env().DATABASE_URL, 'test', async (client) => (await client.query(sql)).rows)
const refused = (sql: string) => expect(query(sql), sql).rejects.toMatchObject({ code: '42501' })

describe('the role of the server', () => {
  it('owns nothing, is no superuser and belongs to no other role', async () => {
    const [found] = await query(`
      SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls AS powers,
        (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS tables,
        (SELECT count(*)::int FROM pg_proc WHERE proowner = r.oid) AS functions,
        (SELECT count(*)::int FROM pg_namespace WHERE nspowner = r.oid) AS schemas,
        (SELECT count(*)::int FROM pg_database WHERE datdba = r.oid) AS databases,
        (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS roles
      FROM pg_roles r WHERE rolname = current_user`)
    expect(found).toEqual({ powers: false, tables: 0, functions: 0, schemas: 0, databases: 0, roles: 0 })
  })

  it('runs no programs, reads and writes no files, makes no tables', async () => {
    await refused(`COPY setting (key) FROM PROGRAM 'echo x'`)
    await refused(`COPY (SELECT 1) TO PROGRAM 'cat'`)
    await refused(`COPY setting FROM '/etc/passwd'`)
    await refused(`COPY (SELECT 1) TO '/tmp/from-the-server'`)
    await refused(`SELECT pg_read_file('/etc/passwd')`)
    await refused(`SELECT pg_ls_dir('.')`)
    await refused('CREATE TABLE mine (id int)')
    await refused('CREATE TABLE pgboss.mine (id int)')
    await refused('CREATE TEMP TABLE mine (id int)')
    await refused('ALTER TABLE audit_event DISABLE TRIGGER ALL')
    await refused('SET session_replication_role = replica')
  })

  it('adds to the audit record and reads it, and can do nothing else to it', async () => {
    await query(
      `INSERT INTO audit_event ("actorKind", action, "subjectType", "subjectId") VALUES ('SYSTEM', 'photo.sweep', 'test', '1')`,
    )
    expect(
      await query(`SELECT count(*)::int AS count FROM audit_event WHERE "subjectType" = 'test'`),
    ).toEqual([{ count: 1 }])
    await refused('UPDATE audit_event SET action = action')
    await refused('UPDATE audit_seal SET hash = hash')
    for (const table of APPEND_ONLY) {
      await refused(`DELETE FROM ${table}`)
      await refused(`TRUNCATE ${table} CASCADE`)
    }
  })

  it('reads and writes the rows of every other table, of migrations to come as well', async () => {
    const rows = await query(`
      SELECT c.oid::regclass::text AS name, array_to_string(ARRAY(
        SELECT right_ FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) right_
        WHERE has_table_privilege(c.oid, right_)), ' ') AS rights
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname IN ('public', 'pgboss') AND c.relkind IN ('r', 'p')`)
    const others = rows.filter(({ rights }) => rights !== 'SELECT INSERT UPDATE DELETE')
    expect(Object.fromEntries(others.map(({ name, rights }) => [name, rights]))).toEqual({
      ...Object.fromEntries(APPEND_ONLY.map((table) => [table, 'SELECT INSERT'])),
      _prisma_migrations: 'SELECT',
    })
    expect(rows.length).toBeGreaterThan(60)
  })

  it('has no right to a table before it is given one', async () => {
    await asAdmin('CREATE TABLE added_later (id int)')
    await refused('SELECT * FROM added_later')
  })
})
