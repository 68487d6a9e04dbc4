import { useMutation, useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { isMachineColumn, type MachineColumnKey } from '@/lib/features/machine/schema/columns'
import { preferenceQuery, setPreferenceMutation } from '@/lib/features/preference/api'
import { USUAL_COLUMNS } from './machine-columns'

const KEY = 'machine-columns'

type Columns = readonly MachineColumnKey[]

/** The columns that the officer chose, kept with the account; null brings the usual ones back. */
export function useColumns(): [Columns, (columns: Columns | null) => void] {
  const { message } = App.useApp()
  const { data } = useQuery(preferenceQuery(KEY))
  const known = data?.filter(isMachineColumn)
  // Whoever ticks boxes does not wait for each.
  const { mutate } = useMutation({
    ...setPreferenceMutation(KEY),
    onError: (error) => void message.error(`所选的列没有保存：${error.message}`),
  })
  return [known?.length ? known : USUAL_COLUMNS, (columns) => mutate(columns && [...columns])]
}
