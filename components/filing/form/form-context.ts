import { createContext, useContext } from 'react'
import type { FilingContent } from '@/lib/features/content/schema/content'
import type { Draft, DraftView } from '@/lib/features/draft/api/draft'
import type { Value } from '@/lib/features/draft/rules/record'
import type { Options } from '@/lib/features/option/schema'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import type { FormHost } from './form-host'
import type { Place } from './places'

export type Faults = Record<string, string>

/** State and actions shared by all steps of the form. */
export type FormState = {
  host: FormHost
  draft: Draft
  view: DraftView
  content: FilingContent
  slots: ReadonlySet<PhotoSlot>
  options: Options
  place: Place
  /** Shown faults by field path: found on 下一步, or refused by the server. */
  faults: Faults
  /** Shows faults and focuses the first. */
  fail(faults: Faults): void
  /** All faults of the filing by the rules of submission, in form order. */
  check(): Faults
  enter(values: Record<string, Value>, published?: string[]): void
  /** @param path field to focus after the jump */
  go(place: Place, path?: string): void
  back(): void
  /** Path of the field to focus. */
  focusPath: string | null
  /** Catalogue values that differ from the entered ones, by path. */
  catalogueValues: Record<string, string | number>
  setCatalogueValues(values: Record<string, string | number>): void
}

export const FormContext = createContext<FormState | null>(null)

export function useForm(): FormState {
  const form = useContext(FormContext)
  if (!form) throw new Error('used outside of the form')
  return form
}
