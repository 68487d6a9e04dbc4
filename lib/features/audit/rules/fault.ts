import {
  type AuditFault,
  type AuditNote,
  FAULT_KINDS,
  type FaultKind,
  NOTE_KINDS,
  type NoteKind,
} from '../schema'

type Where = { seq?: bigint; lastSeq?: bigint; eventId?: bigint; what?: string }

/** A fault with its Chinese sentence. @param where.what the sentence, where that of the kind does not say enough */
export function fault(kind: FaultKind, where: Where = {}): AuditFault {
  return { kind, ...placed(where, FAULT_KINDS[kind]) }
}

/** What is no proof of anything wrong, and is not passed over in silence either. */
export function note(kind: NoteKind, where: Where = {}): AuditNote {
  return { kind, ...placed(where, NOTE_KINDS[kind]) }
}

function placed({ seq, lastSeq, eventId, what }: Where, sentence: string) {
  const range = lastSeq !== undefined && lastSeq !== seq ? `${seq}–${lastSeq}` : `${seq}`
  const place = [seq === undefined ? null : `封印 ${range}`, eventId === undefined ? null : `记录 ${eventId}`]
  const named = place.filter((part) => part !== null).join('，')
  const said = what ?? sentence
  return {
    seq: seq?.toString() ?? null,
    lastSeq: lastSeq?.toString() ?? null,
    eventId: eventId?.toString() ?? null,
    message: named === '' ? said : `${named}：${said}`,
  }
}

export const isFault = (found: AuditFault | AuditNote): found is AuditFault => found.kind in FAULT_KINDS
