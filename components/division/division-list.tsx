'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Failed, Loading } from '@/components/mobile/states'
import { divisionOptions, pathAbove } from '@/lib/features/division/api'
import type { DivisionDto } from '@/lib/features/division/schema'
import styles from './owner-district-picker.module.css'

type Step = { code: string; name: string }

/**
 * The divisions of one level; a tap opens the level below, or chooses a division without one. The path is shown above as
 * buttons that lead back.
 */
export function DivisionList({
  value,
  onChoose,
}: {
  value: string | null
  onChoose: (division: DivisionDto) => void
}) {
  const [path, setPath] = useState<Step[]>([])
  const parent = path.at(-1)?.code
  const level = useQuery(divisionOptions(parent))
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    // Scroll position and focus start at the top of a new level.
    if (parent !== undefined) section.current?.focus()
  }, [parent])
  const ancestors = value ? [...pathAbove(value), value] : []
  const choose = (division: DivisionDto) => {
    if (division.leaf) onChoose(division)
    else setPath([...path, { code: division.code, name: division.name }])
  }
  return (
    <section ref={section} tabIndex={-1} className={styles.levels} aria-label={path.at(-1)?.name ?? '全国'}>
      <nav aria-label="上级区划" className={styles.path}>
        <button type="button" disabled={path.length === 0} onClick={() => setPath([])}>
          全国
        </button>
        {path.map(({ code, name }, index) => (
          <button
            key={code}
            type="button"
            disabled={index === path.length - 1}
            onClick={() => setPath(path.slice(0, index + 1))}
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
              aria-current={ancestors.includes(division.code) || undefined}
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
