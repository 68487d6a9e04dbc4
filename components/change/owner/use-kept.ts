import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  forgetForms,
  type KeptPhoto,
  keepEntries,
  keepPhotos,
  keptEntries,
  keptPhotos,
} from '@/lib/features/change/api/kept-entries'
import type { ChangeValues } from '@/lib/features/change/schema/change'

/** What a form was left with, and where it leaves what is typed. */
export type ChangeDraft = {
  kept: ChangeValues
  keep: (entries: ChangeValues) => void
  photos: readonly KeptPhoto[]
  keepPhotos: (photos: KeptPhoto[]) => void
  /** Empties the form. */
  restart: () => void
}

/** The draft of a form; undefined until it is read. @param key of account, machine and form */
export function useChangeDraft(key: string) {
  const [round, setRound] = useState(0)
  const { data: kept } = useQuery({
    queryKey: ['change-draft', key, round],
    queryFn: async () => ({ entries: await keptEntries(key), photos: await keptPhotos(key) }),
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
    // Read anew at each visit.
    gcTime: 0,
  })
  const drop = () => forgetForms([key]).catch(() => undefined)
  const draft: ChangeDraft | undefined = kept && {
    kept: kept.entries,
    keep: (entries) => void keepEntries(key, entries),
    photos: kept.photos,
    keepPhotos: (photos) => void keepPhotos(key, photos),
    restart: () => void drop().then(() => setRound((all) => all + 1)),
  }
  return { draft, round, drop }
}

/**
 * The values of a form, kept on the phone as they are typed.
 * @param initial what the form shows before anything is typed; only what differs from it is kept
 * @param never names that are not stored
 */
export function useKept<Values extends ChangeValues>(
  { kept, keep }: ChangeDraft,
  initial: Values,
  never: readonly string[] = [],
) {
  const [values, setValues] = useState<Values>({ ...initial, ...kept })
  const enter = (part: Partial<Values>) => {
    const next = { ...values, ...part }
    setValues(next)
    const typed = Object.entries(next).filter(
      ([name, value]) => !never.includes(name) && value !== initial[name],
    )
    keep(Object.fromEntries(typed))
  }
  return { values, enter }
}
