'use client'

import { type KeyboardEvent, useCallback, useId, useMemo, useState } from 'react'
import { useAreaName } from '@/components/division/use-area-name'
import { ExportButton } from '@/components/machine/search/export-button'
import { useActor } from '@/components/shell/actor-context'
import { byId } from '@/components/ui/list-table/list-query'
import { ListTable } from '@/components/ui/list-table/list-table'
import { SearchBox } from '@/components/ui/search-box'
import { WHOLE_COUNTRY } from '@/lib/core/area'
import { ColumnChooser } from './column-chooser'
import { FilterButton } from './filter-button'
import { FormerNames } from './former-names'
import { machineColumns } from './machine-columns'
import { NoResult } from './no-result'
import { SavedSearches } from './saved-searches'
import styles from './search.module.css'
import { SearchFilters } from './search-filters'
import { SummaryLine } from './summary-line'
import { useColumns } from './use-columns'
import { useMachineNames } from './use-machine-names'
import { useMachineSearch } from './use-machine-search'
import { useSearch } from './use-search'

/** Pause after the last keystroke (ms): shorter would search for half-typed words. */
const PAUSE_MS = 120

/** 机械查询: the machines of the officer's area, found by number, code, model, owner or filters. */
export function MachinesPage() {
  const search = useSearch()
  const names = useMachineNames()
  const [chosen, choose] = useColumns()
  const { divisionCode } = useActor()
  const areaName = useAreaName(search.area ?? (divisionCode === WHOLE_COUNTRY ? undefined : divisionCode))
  const columns = useMemo(() => machineColumns(chosen, names, areaName), [chosen, names, areaName])
  const { query, refresh } = useMachineSearch(search.question)
  const [open, setOpen] = useState(false)
  const filters = useId()
  const { set } = search
  const onText = useCallback((q: string) => set({ q: q || null, as: null }), [set])
  const result = query.data?.pages[0]
  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <h1 className={styles.title}>机械查询</h1>
        <search className={styles.text} onKeyDown={focusRows}>
          <SearchBox
            label="查找机械"
            placeholder="号码、号牌、编号、公开编号、型号、所有者名称，或完整的手机号、证件号码"
            width="100%"
            value={search.question.q ?? ''}
            onChange={onText}
            pauseMs={PAUSE_MS}
          />
        </search>
        <div className={styles.actions}>
          <FilterButton open={open} onToggle={setOpen} controls={filters} />
          <SavedSearches />
          <ColumnChooser chosen={chosen} onChoose={choose} />
          <ExportButton
            question={search.question}
            result={query.isPlaceholderData ? undefined : result}
            columns={chosen}
          />
        </div>
      </div>
      <div id={filters} className={styles.filters} data-open={open || undefined}>
        <SearchFilters search={search} names={names} />
      </div>
      <SummaryLine
        search={search}
        names={names}
        result={result}
        outdated={query.isPlaceholderData}
        busy={query.isFetching && !query.isFetchingNextPage}
        loadedAt={query.dataUpdatedAt}
        onRefresh={refresh}
      />
      <FormerNames search={search} result={query.isPlaceholderData ? undefined : result} />
      <ListTable
        fill
        label="机械"
        columns={columns}
        query={query}
        rowKey={byId}
        href={(row) => `/machines/${row.id}`}
        sorting={{ by: search.question.sort, onSort: (sort) => set({ sort }) }}
        unit="台"
        empty={result && <NoResult search={search} result={result} />}
      />
    </div>
  )
}

/** Arrow down in the search box moves the focus to the rows. */
function focusRows(event: KeyboardEvent) {
  if (event.key !== 'ArrowDown' || event.nativeEvent.isComposing) return
  const row = document.querySelector<HTMLAnchorElement>('a[data-row][tabindex="0"]')
  if (!row) return
  event.preventDefault()
  row.focus()
}
