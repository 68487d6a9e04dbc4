'use client'

import { useQuery } from '@tanstack/react-query'
import { useMay } from '@/components/shell/actor-context'
import { chinaDay } from '@/lib/core/clock'
import { isOpen, ownDecisionsQuery } from '@/lib/features/filing/api/decisions'
import css from './day-figures.module.css'

/** 今日 of a reviewer, in the header of every page: what the officer has decided since midnight in China and is in effect. */
export function DayFigures() {
  return useMay()('filing.review') ? <Figures /> : null
}

function Figures() {
  const { data } = useQuery(ownDecisionsQuery())
  // Yesterday's figures say nothing of today.
  if (!data || data.today.day !== chinaDay(new Date())) return null
  const { approved, returned, declined, changes } = data.today
  const open = data.data.filter(isOpen).length
  const whole = `今日 通过 ${approved} · 退回 ${returned} · 不予 ${declined}${changes > 0 ? ` · 变更 ${changes}` : ''}`
  return (
    <span className={css.figures} title={`${whole}（已生效的）`}>
      <span className={css.whole}>{whole}</span>
      <span className={css.sum}>今日 {approved + returned + declined + changes}</span>
      {open > 0 && <span> · 待生效 {open}</span>}
    </span>
  )
}
