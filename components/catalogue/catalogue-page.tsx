'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import Link from 'next/link'
import { useQueryState } from 'nuqs'
import { useMay } from '@/components/shell/actor-context'
import type { ListColumn } from '@/components/ui/list-table/list-column'
import { byId } from '@/components/ui/list-table/list-query'
import { ListTable } from '@/components/ui/list-table/list-table'
import { PageHeader } from '@/components/ui/page-header'
import { parseAsSearchText } from '@/components/ui/parse-search-text'
import { SearchBox } from '@/components/ui/search-box'
import { Empty } from '@/components/ui/states'
import { catalogueQuery } from '@/lib/features/catalogue/api'
import { sourceLabel } from '@/lib/features/catalogue/rules/imports'
import type { CatalogueRow } from '@/lib/features/catalogue/schema'
import { useListNames } from './use-list-names'

/** The catalogue of published models, searchable by code, serial number, model and maker. */
export function CataloguePage() {
  const may = useMay()
  const [q, setQ] = useQueryState('q', parseAsSearchText.withDefault('').withOptions({ history: 'replace' }))
  const query = useInfiniteQuery(catalogueQuery(q))
  const columns = useColumns()
  const manage = may('catalogue.manage')
  const toImports = (
    <Link href="/admin/catalogue/imports">
      <Button type="primary">导入目录</Button>
    </Link>
  )
  return (
    <>
      <PageHeader
        title="机械目录"
        hint="机主填写编码时与这里核对；命中的信息会自动填入登记表"
        actions={manage && toImports}
      />
      <ListTable
        label="机械目录"
        columns={columns}
        query={query}
        rowKey={byId}
        href={(row) => `/admin/catalogue/entries/${row.id}`}
        onClear={q === '' ? undefined : () => void setQ(null)}
        empty={
          <Empty
            title="目录里还没有内容"
            hint="导入已公开的机械和发动机信息后，机主填写编码时即可核对。"
            action={manage && toImports}
          />
        }
        toolbar={
          <SearchBox
            label="搜索目录"
            placeholder="编码、出厂编号、型号、生产厂"
            value={q}
            onChange={(value) => void setQ(value || null)}
          />
        }
      />
    </>
  )
}

function useColumns(): ListColumn<CatalogueRow>[] {
  const nameOf = useListNames()
  const maker = ({ entry }: CatalogueRow) => entry.machine.manufacturer ?? entry.engine.manufacturer ?? ''
  return [
    { key: 'code', title: '编码', width: 250, render: (row) => mainCode(row), text: mainCode },
    { key: 'name', title: '机械', width: 170, render: (row) => machineName(row, nameOf) },
    { key: 'model', title: '型号', width: 110, render: ({ entry }) => entry.machine.model ?? '—' },
    { key: 'maker', title: '生产厂', render: (row) => maker(row) || '—', text: maker },
    { key: 'engine', title: '发动机型号', width: 130, render: ({ entry }) => entry.engine.model ?? '—' },
    {
      key: 'stage',
      title: '阶段',
      width: 80,
      render: ({ entry }) => nameOf('STAGE', entry.engine.emissionStage) ?? '—',
    },
    {
      key: 'source',
      title: '来源',
      width: 150,
      render: ({ source }) => sourceLabel(source),
      text: ({ source }) => sourceLabel(source),
    },
  ]
}

/** The entry's first code, in the order of the owners' form. */
export function mainCode({ entry: { codes, machine } }: Pick<CatalogueRow, 'entry'>): string {
  return (
    codes.machineEnvCode ??
    codes.disclosureNumber ??
    codes.engineApprovalNumber ??
    machine.pin ??
    '（无编码）'
  )
}

function machineName({ entry }: CatalogueRow, nameOf: ReturnType<typeof useListNames>): string {
  return entry.machine.name ?? nameOf('CATEGORY', entry.machine.categoryCode) ?? '—'
}
