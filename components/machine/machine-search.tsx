'use client'

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import filters from '@/components/filing/owner/owner.module.css'
import { SEARCH_LENGTH } from '@/lib/core/page'
import type { MachineFilter } from '@/lib/features/dossier/schema/owner'
import { MACHINE_STATUS_LABELS, machineStatus } from '@/lib/features/machine/schema/status'
import { formOptions } from '@/lib/features/option/api'
import own from './machine.module.css'

type Props = { filter: MachineFilter; onFilter: (filter: MachineFilter) => void }

/** Search and filters above 我的机械. */
export function MachineSearch({ filter, onFilter }: Props) {
  const [text, setText] = useState(filter.q ?? '')
  const categories = useQuery(formOptions()).data?.categories ?? []
  const search = (event: FormEvent) => {
    event.preventDefault()
    onFilter({ ...filter, q: text.trim() || undefined })
  }
  return (
    <search>
      <form method="post" className={own.search} onSubmit={search}>
        <input
          type="search"
          aria-label="查找机械"
          placeholder="号码、出厂编号、名称、型号"
          maxLength={SEARCH_LENGTH}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <button type="submit">查找</button>
      </form>
      <div className={filters.filter}>
        <label htmlFor="machine-category">类别</label>
        <select
          id="machine-category"
          value={filter.categoryCode ?? ''}
          onChange={({ target }) => onFilter({ ...filter, categoryCode: target.value || undefined })}
        >
          <option value="">全部</option>
          {categories.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div className={filters.filter}>
        <label htmlFor="machine-status">状态</label>
        <select
          id="machine-status"
          value={filter.status ?? ''}
          onChange={({ target }) =>
            onFilter({ ...filter, status: machineStatus.safeParse(target.value).data })
          }
        >
          <option value="">全部</option>
          {machineStatus.options.map((status) => (
            <option key={status} value={status}>
              {MACHINE_STATUS_LABELS[status]}
            </option>
          ))}
        </select>
      </div>
    </search>
  )
}
