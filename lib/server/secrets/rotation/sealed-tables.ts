import type { SealedColumn } from '../sealed-columns'

/** A table with ciphertexts, in SQL. */
export type SealedTable = {
  name: string
  /** Its primary key. */
  key: readonly { column: string; type: 'uuid' | 'text' }[]
  /** What tells the row in the texts' place, as the program that encrypts them says it. */
  row: string
  /** Which rows have any. */
  filter?: string
  /** Where a text is read, and what is assigned to write `text`. */
  texts: readonly { column: SealedColumn; read: string; assign: (text: string) => string }[]
}

const ID = [{ column: 'id', type: 'uuid' }] as const

function plain(table: string, ...columns: string[]) {
  return columns.map((column) => ({
    // A test compares them with the list.
    column: `${table}.${column}` as SealedColumn,
    read: `"${column}"`,
    assign: (text: string) => `"${column}" = coalesce(${text}, t."${column}")`,
  }))
}

function inDocument(column: SealedColumn, document: string, field: string) {
  return {
    column,
    read: `${document}->>'${field}'`,
    assign: (text: string) =>
      `${document} = CASE WHEN ${text} IS NULL THEN t.${document} ELSE jsonb_set(t.${document}, '{${field}}', to_jsonb(${text})) END`,
  }
}

/** Every place of a ciphertext that outlives a request: SEALED_COLUMNS and the text messages in their jobs. */
export const SEALED_TABLES: readonly SealedTable[] = [
  { name: 'staff', key: ID, row: 'id::text', texts: plain('staff', 'totpSecret') },
  { name: 'account', key: ID, row: 'id::text', texts: plain('account', 'idNumber', 'phone') },
  {
    name: 'counter_owner',
    key: [{ column: 'accountId', type: 'uuid' }],
    row: '"accountId"::text',
    texts: plain('counter_owner', 'contactPhone'),
  },
  { name: 'consent', key: ID, row: 'id::text', texts: plain('consent', 'address') },
  {
    name: 'correction_request',
    key: ID,
    row: 'id::text',
    texts: plain('correction_request', 'text', 'answer'),
  },
  {
    name: 'identity_dispute',
    key: ID,
    row: 'id::text',
    texts: plain('identity_dispute', 'text', 'answer', 'proposedAnswer'),
  },
  { name: 'succession', key: ID, row: 'id::text', texts: plain('succession', 'reason', 'text') },
  {
    name: 'succession_objection',
    key: ID,
    row: 'id::text',
    texts: plain('succession_objection', 'name', 'text'),
  },
  { name: 'unit_invitation', key: ID, row: 'id::text', texts: plain('unit_invitation', 'phone') },
  { name: 'unit_request', key: ID, row: 'id::text', texts: plain('unit_request', 'unitCode') },
  { name: 'machine_user', key: ID, row: 'id::text', texts: plain('machine_user', 'name', 'phone') },
  { name: 'wechat_consent', key: ID, row: 'id::text', texts: plain('wechat_consent', 'openid') },
  { name: 'pickup', key: ID, row: 'id::text', texts: plain('pickup', 'code', 'collectorIdNumber') },
  {
    name: 'machine_export',
    key: ID,
    row: 'id::text',
    filter: `search ? 'sealedText'`,
    texts: [inDocument('machine_export.search', 'search', 'sealedText')],
  },
  {
    name: 'idempotency_key',
    key: [
      { column: 'scope', type: 'text' },
      { column: 'key', type: 'text' },
    ],
    row: `key || E'\\n' || scope`,
    texts: plain('idempotency_key', 'response'),
  },
  {
    name: 'pgboss.job',
    key: ID,
    row: `data->>'staleAt'`,
    filter: `name = 'sms.send'`,
    texts: [inDocument('job.sms', 'data', 'sealed')],
  },
]
