/**
 * Every stored column with a ciphertext in it, as `table.column`, with the column that tells the row. The rotation
 * (docs/decisions/0054) goes by this list, and a test compares it with the schema.
 */
export const SEALED_COLUMNS = {
  'account.idNumber': 'id',
  'account.phone': 'id',
  'consent.address': 'id',
  'correction_request.answer': 'id',
  'correction_request.text': 'id',
  'counter_owner.contactPhone': 'accountId',
  'identity_dispute.answer': 'id',
  'identity_dispute.proposedAnswer': 'id',
  'identity_dispute.text': 'id',
  'machine_user.name': 'id',
  'machine_user.phone': 'id',
  'pickup.code': 'id',
  'pickup.collectorIdNumber': 'id',
  'staff.totpSecret': 'id',
  'succession.reason': 'id',
  'succession.text': 'id',
  'succession_objection.name': 'id',
  'succession_objection.text': 'id',
  'unit_invitation.phone': 'id',
  'unit_request.unitCode': 'id',
  'wechat_consent.openid': 'id',
  /** `sealedText` in the document. */
  'machine_export.search': 'id',
  /** The row is told by scope and key: `answerRow` in lib/server/http/idempotency.ts. */
  'idempotency_key.response': 'key',
} as const

/**
 * Ciphertexts that outlive no day and stand in no column of ours: a text message in its job, the ticket of a TOTP secret, the
 * key of an export's file in its first line.
 */
type Passing = 'job.sms' | 'ticket.totp' | 'export.file'

/** Where a ciphertext stands. It opens nowhere else. */
export type SealedColumn = keyof typeof SEALED_COLUMNS | Passing
