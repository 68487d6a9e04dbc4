'use client'

import { Button, Select, type SelectProps } from 'antd'
import { optionState, type ReadOptions } from './option-state'

type Props<Value> = SelectProps<Value> & { query: ReadOptions }

/** A select whose options are read from the server: while they are read it says so, and where that failed it offers a retry. */
export function QuerySelect<Value>({ query, placeholder, ...select }: Props<Value>) {
  const state = optionState(query)
  if (state === 'ready') return <Select<Value> placeholder={placeholder} {...select} />
  // A value without its name would show as its id.
  const unnamed = { ...select, value: undefined, options: [] }
  if (state === 'loading')
    return <Select<Value> {...unnamed} loading placeholder={placeholder} notFoundContent="正在读取…" />
  return (
    <Select<Value>
      {...unnamed}
      status="error"
      placeholder={<>{placeholder ?? '选项'}没有读到</>}
      notFoundContent={<FailedOptions onRetry={query.refetch} />}
    />
  )
}

/** In place of options or of a line that were not read. */
export function FailedOptions({ what = '', onRetry }: { what?: string; onRetry: () => unknown }) {
  return (
    <span role="alert" style={{ color: 'var(--danger)' }}>
      {what}没有读到
      <Button type="link" size="small" onClick={() => void onRetry()}>
        重试
      </Button>
    </span>
  )
}
