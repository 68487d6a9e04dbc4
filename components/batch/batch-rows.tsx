'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import filters from '@/components/filing/owner/owner.module.css'
import blocks from '@/components/mobile/blocks.module.css'
import { More } from '@/components/mobile/more'
import { Failed, Loading } from '@/components/mobile/states'
import { batchRowsQuery } from '@/lib/features/batch/api'
import { isUnderWay, ROW_STATE_LABELS, stampOf } from '@/lib/features/batch/rules/states'
import { type BatchDto, ROW_STATES, type RowState } from '@/lib/features/batch/schema'
import styles from './batch.module.css'
import { RowEntry } from './row-entry'
import type { Chosen } from './use-chosen'

/** The rows of a table, all or of one state. @param chosen null for who may not choose */
export function BatchRows({ batch, chosen }: { batch: BatchDto; chosen: Chosen | null }) {
  const [state, setState] = useState<RowState>()
  const rows = useInfiniteQuery(batchRowsQuery(batch.id, state, stampOf(batch)))
  const all = rows.data?.pages.flatMap(({ data }) => data)
  const first = rows.data?.pages[0]
  const counts = first?.counts
  const choosing = isUnderWay(batch) || (first?.drafts ?? 0) === 0 ? null : chosen
  return (
    <section className={blocks.box} aria-label="各台机械">
      <h2>各台机械</h2>
      <div className={filters.filter}>
        <label htmlFor="row-state">显示</label>
        <select
          id="row-state"
          value={state ?? ''}
          onChange={({ target }) => setState(ROW_STATES.find((each) => each === target.value))}
        >
          <option value="">全部 {batch.rows} 台</option>
          {ROW_STATES.filter((each) => each === state || (counts?.[each] ?? 0) > 0).map((each) => (
            <option key={each} value={each}>
              {ROW_STATE_LABELS[each]} {counts?.[each] ?? ''}
            </option>
          ))}
        </select>
      </div>
      {choosing && <ChooseDrafts chosen={choosing} drafts={first?.drafts ?? 0} />}
      {all ? (
        <>
          {all.length === 0 && <p className={blocks.hint}>没有这样的机械。</p>}
          {all.map((row) => (
            <RowEntry key={row.line} row={row} chosen={choosing} />
          ))}
          <More pages={rows} />
        </>
      ) : rows.isPending ? (
        <Loading />
      ) : (
        <Failed error={rows.error} onRetry={() => rows.refetch()} />
      )}
    </section>
  )
}

function ChooseDrafts({ chosen, drafts }: { chosen: Chosen; drafts: number }) {
  const count = chosen.count(drafts, false)
  return (
    <div className={styles.choose}>
      <span role="status">
        草稿 {drafts} 份，选中 {count} 份
      </span>
      <span className={blocks.links}>
        <button type="button" disabled={chosen.all} onClick={chosen.chooseAll}>
          全选
        </button>
        <button type="button" disabled={count === 0} onClick={chosen.chooseNone}>
          全不选
        </button>
      </span>
    </div>
  )
}
