import type { FilingContent } from '@/lib/features/content/schema/content'
import type { InspectedPhoto } from '@/lib/features/inspection/rules/facts'
import type { ChangeType, ChangeValues } from '../schema/change'

/** A change that waits, laid over its machine, without anything that names a person. */
export type ChangeFacts = {
  changeId: string
  type: ChangeType
  submittedAt: Date
  before: ChangeValues
  after: ChangeValues
  /** The machine as it would be. */
  content: FilingContent
  machineVersion: number
  emissionStage: string
  districtCode: string
  /** Sent with the change. */
  photos: InspectedPhoto[]
}

/** Which rules apply is told from these alone, so that the desk knows what has not been checked yet. */
export type Concern = Pick<ChangeFacts, 'type' | 'after'> & { photoCount: number }

export const concernOf = ({ type, after, photos }: ChangeFacts): Concern => ({
  type,
  after,
  photoCount: photos.length,
})
