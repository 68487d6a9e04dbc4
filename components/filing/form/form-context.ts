import { createContext, useContext } from 'react'
import type { FilingContent } from '@/lib/features/content/schema/content'
import type { Draft, DraftView } from '@/lib/features/draft/api/draft'
import type { Value } from '@/lib/features/draft/rules/record'
import type { Options } from '@/lib/features/option/schema'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import type { Place } from './places'

export type Faults = Record<string, string>

/** What every step of the form works with. */
export type FormWork = {
  draft: Draft
  view: DraftView
  content: FilingContent
  slots: ReadonlySet<PhotoSlot>
  options: Options
  place: Place
  /** At their fields: found on 下一步, and what the server did not take. */
  faults: Faults
  /** Shows faults and leads to the first of them. */
  fail(faults: Faults): void
  /** Every fault of the whole filing by the rules of submission, in the order of the form. */
  check(): Faults
  enter(values: Record<string, Value>, published?: string[]): void
  /** @param path the field to stand at afterwards */
  go(place: Place, path?: string): void
  back(): void
  /** The field that a link led to. */
  sought: string | null
  /** What the catalogue says otherwise than the person typed, by path. */
  differing: Record<string, string | number>
  differ(differing: Record<string, string | number>): void
}

export const FormContext = createContext<FormWork | null>(null)

export function useForm(): FormWork {
  const form = useContext(FormContext)
  if (!form) throw new Error('used outside of the form')
  return form
}
