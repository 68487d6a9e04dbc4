import type { IdentityDocument } from '@/lib/core/identity-document'
import type { Proof } from '@/lib/core/proof'
import type { UnitRole } from '@/lib/core/unit-role'
import type { ChangeStatus, ChangeType } from '@/lib/features/change/schema/change'
import type { ConsentState } from '@/lib/features/consent/schema'
import type { FilingContent } from '@/lib/features/content/schema/content'
import type { CorrectionStatus, CorrectionSubject } from '@/lib/features/correction/schema'
import type { DisputeStatus } from '@/lib/features/dispute/schema'
import type { FilingStatus } from '@/lib/features/filing/schema/owner'
import type { MachineStatus } from '@/lib/features/machine/schema/status'
import type { MachineUserKind } from '@/lib/features/machine-user/schema'

import type { SuccessionGround, SuccessionStatus } from '@/lib/features/succession-state/schema'

/** Everything that is stored of an account under its own name, in full; of others only that they exist. */
export type OwnData = {
  account: {
    type: 'PERSON' | 'UNIT'
    name: string
    /** Null: registered before kinds were stored. */
    documentKind: IdentityDocument | null
    idNumber: string
    phone: string
    registeredAt: Date | null
    wechatLinked: boolean
    /** Subscription messages that were agreed to and not sent yet. */
    wechatMessagesLeft: number
    proof: Proof
  }
  consents: ConsentState['data']
  filings: {
    number: string
    role: string
    status: FilingStatus
    createdAt: Date
    submittedAt: Date | null
    content: FilingContent
    photos: { slot: string; photoId: string }[]
  }[]
  machines: {
    registrationNumber: string | null
    status: MachineStatus
    registeredAt: Date
    content: unknown
  }[]
  /** 登记情况证明 that it asked for; machines by the number that was certified. */
  certificates: {
    number: string
    purpose: string | null
    issuedAt: Date
    validUntil: Date
    withdrawnAt: Date | null
    machines: string[]
  }[]
  /** 使用人 of its machines, as it declared them. */
  machineUsers: {
    registrationNumber: string | null
    kind: MachineUserKind
    name: string
    phone: string | null
    from: string
    until: string | null
  }[]
  changes: {
    registrationNumber: string | null
    type: ChangeType
    status: ChangeStatus
    submittedAt: Date
    decidedAt: Date | null
    before: unknown
    after: unknown
  }[]
  notices: { kind: string; createdAt: Date; readAt: Date | null; reason: string | null }[]
  corrections: {
    subject: CorrectionSubject
    status: CorrectionStatus
    text: string
    createdAt: string
    bureauArea: string
    answer: string | null
    answeredAt: string | null
  }[]
  /** 号码申诉 that the account opened, or about its number: then without the claimant's words. */
  disputes: {
    role: string
    status: DisputeStatus
    createdAt: string
    bureauArea: string
    text: string | null
    /** How many pieces of evidence; the pictures are among the account's photos. */
    photos: number | null
    answer: string | null
    decidedAt: string | null
  }[]
  /** 凭证明过户 of machines that were or should become the account's. */
  successions: {
    registrationNumber: string | null
    role: string
    ground: SuccessionGround
    status: SuccessionStatus
    filedAt: Date
    endedAt: Date | null
    reason: string | null
    /** What the account has said against it. */
    objection: string | null
  }[]
  /** Of a person: units to act for. Of a unit: its people, others by their place alone. */
  units: { unit: string | null; role: UnitRole; since: Date; endedAt: Date | null }[]
  /** Requests to join a unit, by its code. */
  joining: { unitCode: string; state: string; createdAt: Date; endedAt: Date | null }[]
  /** Device: as the browser named itself; null where it was not stored. */
  signIns: { at: Date; expiresAt: Date; endedAt: Date | null; device: string | null }[]
}
