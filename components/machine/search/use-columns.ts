import { useMutation, useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { isMachineColumn, type MachineColumnKey } from '@/lib/features/machine/schema/columns'
import { preferenceQuery, setPreferenceMutation } from '@/lib/features/preference/api'
import { DEFAULT_COLUMNS } from './machine-columns'

const KEY = 'machine-columns'

type Columns = readonly MachineColumnKey[]

/** The officer's chosen columns, stored with the account, and their setter; null restores the defaults. */
export function useColumns(): [Columns, (columns: Columns | null) => void] {
  const { message } = App.useApp()
  const { data } = useQuery(preferenceQuery(KEY))
  const stored = data?.filter(isMachineColumn)
  // Not awaited: ticking several boxes must not wait for each save.
  const { mutate } = useMutation({
    ...setPreferenceMutation(KEY),
    onError: (error) => void message.error(`所选的列没有保存：${error.message}`),
  })
  return [stored?.length ? stored : DEFAULT_COLUMNS, (columns) => mutate(columns && [...columns])]
}
