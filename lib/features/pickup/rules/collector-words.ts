import { nameKey } from '@/lib/core/normalise'
import { COLLECTOR_LABELS, type CollectorKind, type CollectorRole } from '../schema'

type Party = { type: 'PERSON' | 'UNIT'; name: string }
type Parties = { owner: Party; agent: Party | null }
type Collector = { role: CollectorRole; name: string; notCompared: boolean; notAsked: boolean }

export const ROLE_LABELS: Record<CollectorRole, string> = {
  ...COLLECTOR_LABELS,
  OWNER_STAFF: '机主单位的经办人',
  AGENT_STAFF: '被委托单位的经办人',
}
/** Of a document that is recorded with the hand-over, because nothing registered can be compared with it. */
export const NOT_COMPARED = '出示的证件没有与登记信息比对'

/** Of whom the counter asked for no document. */
export const NOT_ASKED = '没有核对证件'

/** As what somebody collects: a unit sends a person, who is neither owner nor agent. */
export function roleOf(kind: CollectorKind, name: string, { owner, agent }: Parties): CollectorRole {
  if (kind === 'OTHER') return kind
  const party = kind === 'OWNER' ? owner : agent
  return party?.type === 'UNIT' && nameKey(name) !== nameKey(party.name) ? `${kind}_STAFF` : kind
}

type Row = {
  collectorKind: CollectorKind | null
  collectorName: string | null
  collectorIdNumber: string | null
  collectorCheck: string | null
  filing: { ownerId: string; filerId: string; owner: Party; filer: Party }
}

/** Who collected, of a row; null while it waits. */
export function collectorOf({ filing, ...row }: Row): (Collector & { kind: CollectorKind }) | null {
  const { collectorKind: kind, collectorName: name, collectorIdNumber, collectorCheck } = row
  if (!kind || !name) return null
  const agent = filing.filerId === filing.ownerId ? null : filing.filer
  const role = roleOf(kind, name, { owner: filing.owner, agent })
  return { kind, role, name, notCompared: collectorIdNumber !== null, notAsked: collectorCheck === 'NONE' }
}

/** 机主 张三; 机主单位的经办人 李四（出示的证件没有与登记信息比对）; 机主 王五（没有核对证件）. */
export function collectorText({ role, name, notCompared, notAsked }: Collector): string {
  const remark = notCompared ? NOT_COMPARED : notAsked ? NOT_ASKED : null
  return `${ROLE_LABELS[role]} ${name}${remark ? `（${remark}）` : ''}`
}
