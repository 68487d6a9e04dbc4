'use client'

import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { chinaDay } from '@/lib/core/clock'
import { checkFiling } from '@/lib/features/content/rules/check'
import type { FilingContent } from '@/lib/features/content/schema/content'
import { findField } from '@/lib/features/content/schema/fields'
import type { Draft } from '@/lib/features/draft/api/draft'
import {
  contentOfRecord,
  type DraftRecord,
  lacksOwner,
  photosOfRecord,
} from '@/lib/features/draft/rules/record'
import { isGroupEmpty } from '@/lib/features/filing/rules/code-groups'
import type { Options } from '@/lib/features/option/schema'
import { listsOf } from './choices'
import { type Faults, FormContext, type FormState } from './form-context'
import type { FormHost } from './form-host'
import { OWNER_PATH, OWNER_UNCONFIRMED } from './owner-path'
import type { Place } from './places'
import { loadSteps, stepAt } from './steps'
import { usePlace } from './use-place'

type Props = { draft: Draft; options: Options; host: FormHost }

/** 机械登记流程: the five steps of one open draft. */
export function FilingForm({ draft, options, host }: Props) {
  const form = useFilingFormState(draft, options, host)
  const [submitted, setSubmitted] = useState<ReactNode>()
  useEffect(loadSteps, [])
  if (submitted) return submitted
  return <FormContext value={form}>{stepAt(form.place, setSubmitted)}</FormContext>
}

function useFilingFormState(draft: Draft, options: Options, host: FormHost): FormState {
  const view = useSyncExternalStore(draft.subscribe, draft.snapshot, draft.snapshot)
  const { record } = view
  const content = useMemo(() => contentOfRecord(record), [record])
  const slots = useMemo(() => new Set(photosOfRecord(record).keys()), [record])
  const { place, focusPath, go, goBack } = usePlace(draft)
  const [shown, setShown] = useState<{ place: Place; faults: Faults }>({ place, faults: {} })
  const [faultPath, setFaultPath] = useState<string | null>(null)
  const [catalogueValues, setCatalogueValues] = useState<Record<string, string | number>>({})
  const refused = useMemo(() => refusedFaults(record), [record])
  const check = (): Faults => ({
    ...(lacksOwner(record) ? { [OWNER_PATH]: OWNER_UNCONFIRMED } : {}),
    ...contentFaults(content, slots, options),
    ...refused,
  })
  return {
    host,
    draft,
    view,
    content,
    slots,
    options,
    place,
    faults: { ...(shown.place === place ? remainingFaults(shown, check()) : {}), ...refused },
    fail(faults) {
      setShown({ place, faults })
      setFaultPath(Object.keys(faults)[0] ?? null)
    },
    check,
    enter(values, published) {
      // Functional update: faults set by a tap just before this entry may not be rendered yet.
      setShown((now) => ({ place: now.place, faults: without(now.faults, Object.keys(values)) }))
      void draft.enter(values, published)
    },
    go(next, path) {
      setFaultPath(null)
      go(next, path)
    },
    back: () => {
      setFaultPath(null)
      const before = previousPlace(place, content)
      if (before) goBack(before)
      else host.exit()
    },
    focusPath: faultPath ?? focusPath,
    catalogueValues,
    setCatalogueValues,
  }
}

/** Shown faults that are not fixed yet. Catalogue faults of a code remain until the code is changed. */
function remainingFaults({ place, faults }: { place: Place; faults: Faults }, now: Faults): Faults {
  if (place.startsWith('codes.')) return faults
  const known = (path: string) => path.startsWith('photos.') || findField(path) !== undefined
  return Object.fromEntries(Object.entries(faults).filter(([path]) => path in now || !known(path)))
}

function contentFaults(content: FilingContent, slots: FormState['slots'], options: Options): Faults {
  const facts = { lists: listsOf(options), districtUsable: true, today: chinaDay(new Date()) }
  return Object.fromEntries(checkFiling(content, slots, facts).map(({ path, message }) => [path, message]))
}

/** Faults of values the server refused and that are still unchanged, and of refused photos. */
function refusedFaults({ refused, edits, photos }: DraftRecord): Faults {
  const values = Object.entries(refused).filter(([path]) => path in edits)
  const photoFaults = photos.flatMap(({ slot, fault }) => (fault ? [[`photos.${slot}`, fault]] : []))
  return Object.fromEntries([...values, ...photoFaults])
}

function without(faults: Faults, paths: readonly string[]): Faults {
  return Object.fromEntries(Object.entries(faults).filter(([path]) => !paths.includes(path)))
}

/** The previous place; from the details, the code group that led there. */
function previousPlace(place: Place, content: FilingContent): Place | null {
  if (place === 'basic') return null
  if (place === 'done') return 'other'
  if (place === 'other') return 'machine'
  if (place === 'machine') return content.hasNameplate === false ? 'photos' : lastGroup(content)
  const group = Number(place.slice('codes.'.length))
  if (place === 'photos') return 'basic'
  return group === 1 ? 'photos' : group === 2 ? 'codes.1' : group === 3 ? 'codes.2' : 'codes.3'
}

function lastGroup(content: FilingContent): Place {
  if (!isGroupEmpty(1, content)) return 'codes.1'
  if (content.codes.disclosureNumber) return 'codes.2'
  return content.codes.engineApprovalNumber ? 'codes.3' : 'codes.4'
}
