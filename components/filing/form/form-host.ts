import type { ComponentType, ReactNode } from 'react'
import type { CatalogueGroup } from '@/lib/features/catalogue/schema'
import type { FilingContent } from '@/lib/features/content/schema/content'
import type { Draft } from '@/lib/features/draft/api/draft'
import type { CodeOutcome } from '@/lib/features/filing/api/check-codes'

/** Where the form is filled in: on the owner's phone, or at a counter for an owner at the desk. */
export type FormHost = {
  title: string
  /** Whose filing it is, above the first step. */
  Party: ComponentType<PartyProps>
  /** 设备的所有者 by name, in the overview of the last step. */
  OwnerName: ComponentType
  checkCodes(group: CatalogueGroup, content: FilingContent): Promise<CodeOutcome>
  /** @returns what is shown once it is submitted @throws ApiError */
  submit(draft: Draft): Promise<ReactNode>
  /** What is submitted, and to whom, asked before it is; left out: it is submitted at once. */
  Question?: ComponentType<{ draft: Draft }>
  /** What must be done on the last page before submitting. */
  beforeSubmit?: ReactNode
  /** The same of a draft. */
  BeforeSubmit?: ComponentType<{ draft: Draft }>
  /** Why it may not be submitted yet although everything is filled in; null: it may. */
  notYet?: string | null
  /** Leaves the form from its first step. */
  exit(): void
}

export type PartyProps = {
  /** Another owner is being named, and the step may not be left. */
  consenting: boolean
  onConsenting: (open: boolean) => void
}
