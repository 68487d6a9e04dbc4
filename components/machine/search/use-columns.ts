import { useState } from 'react'
import type { MachineColumnKey } from '@/lib/features/machine/schema/columns'
import { USUAL_COLUMNS } from './machine-columns'

type Columns = readonly MachineColumnKey[]

/** The columns that the officer chose. */
export function useColumns(): [Columns, (columns: Columns) => void] {
  return useState<Columns>(USUAL_COLUMNS)
}
