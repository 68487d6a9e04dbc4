'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Failed, Loading } from '@/components/mobile/states'
import { divisionOptions, pathAbove } from '@/lib/features/division/api'
import type { DivisionDto } from '@/lib/features/division/schema'
import styles from './owner-district-picker.module.css'

type Step = { code: string; name: string }

/**
 * The divisions of one level; a tap goes one level down until nothing lies below. What was passed stays above as
 * buttons that lead back.
 */
export function DivisionList({
  value,
  onChoose,
}: {
  value: string | null
  onChoose: (division: DivisionDto) => void
}) {
  const [passed, setPassed] = useState<Step[]>([])
  const parent = passed.at(-1)?.code
  const level = useQuery(divisionOptions(parent))
  const top = useRef<HTMLElement>(null)
  useEffect(() => {
    // A new level begins at its first entry, for the eye and for the keyboard.
    if (parent !== undefined) top.current?.focus()
  }, [parent])
  const above = value ? [...pathAbove(value), value] : []
  const choose = (division: DivisionDto) => {
    if (division.leaf) onChoose(division)
    else setPassed([...passed, { code: division.code, name: division.name }])
  }
  return (
    <section ref={top} tabIndex={-1} className={styles.levels} aria-label={passed.at(-1)?.name ?? '全国'}>
      <nav aria-label="上级区划" className={styles.passed}>
        <button type="button" disabled={passed.length === 0} onClick={() => setPassed([])}>
          全国
        </button>
        {passed.map(({ code, name }, at) => (
          <button
            key={code}
            type="button"
            disabled={at === passed.length - 1}
            onClick={() => setPassed(passed.slice(0, at + 1))}
          >
            {name}
          </button>
        ))}
      </nav>
      {level.isPending && <Loading />}
      {level.isError && <Failed error={level.error} onRetry={() => void level.refetch()} />}
      <ul className={styles.list}>
        {level.data?.data.map((division) => (
          <li key={division.code}>
            <button
              type="button"
              className={styles.item}
              aria-current={above.includes(division.code) || undefined}
              onClick={() => choose(division)}
            >
              {division.name}
              {!division.leaf && <span aria-hidden="true">›</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
