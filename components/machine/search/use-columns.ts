import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { isMachineColumn, type MachineColumnKey } from '@/lib/features/machine/schema/columns'
import { preferenceKeys, preferenceQuery, setPreference } from '@/lib/features/preference/api'
import { USUAL_COLUMNS } from './machine-columns'

const KEY = 'machine-columns'

type Columns = readonly MachineColumnKey[]

/** The columns that the officer chose, kept with the account; null brings the usual ones back. */
export function useColumns(): [Columns, (columns: Columns | null) => void] {
  const client = useQueryClient()
  const { message } = App.useApp()
  const { data } = useQuery(preferenceQuery(KEY))
  const known = data?.filter(isMachineColumn)

  const choose = (columns: Columns | null) => {
    const value = columns && [...columns]
    // Shown at once: whoever ticks boxes does not wait for each. What is being read meanwhile is older than the choice.
    void client.cancelQueries({ queryKey: preferenceKeys.one(KEY) })
    client.setQueryData(preferenceKeys.one(KEY), value)
    setPreference(KEY, value).catch((error: Error) => message.error(`所选的列没有保存：${error.message}`))
  }
  return [known?.length ? known : USUAL_COLUMNS, choose]
}
