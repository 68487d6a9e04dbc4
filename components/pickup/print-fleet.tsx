import { useState } from 'react'
import { MAX_PRINTED_TOGETHER } from '@/lib/features/document/schema'
import css from './counter.module.css'
import { PrintTogether } from './print-together'

type Props = { filingIds: readonly string[]; onPrinted: () => void }

/**
 * The papers of a fleet: one file for each hundred machines, so that neither the server nor the printer has thousands of pages
 * at once. F2 starts the first, the others follow by themselves; then it opens them one after another.
 */
export function PrintFleet({ filingIds, onPrinted }: Props) {
  const [made, setMade] = useState(0)
  const [opened, setOpened] = useState<number[]>([])
  const parts = partsOf(filingIds)
  const next = parts.findIndex((_, place) => !opened.includes(place))
  return (
    <>
      {parts.length > 1 && (
        <p className={css.soft}>
          共 {filingIds.length} 台，每 {MAX_PRINTED_TOGETHER} 台一个文件，共 {parts.length} 个，依次生成。
        </p>
      )}
      {parts.map((part, place) => (
        <PrintTogether
          key={part[0] ?? 'none'}
          filingIds={part}
          label={labelOf(parts, place, filingIds.length)}
          keyed={place === next}
          begin={place > 0 && made >= place}
          onMade={() => setMade((before) => Math.max(before, place + 1))}
          onPrinted={() => {
            setOpened((before) => [...before, place])
            onPrinted()
          }}
        />
      ))}
    </>
  )
}

function partsOf(filingIds: readonly string[]): string[][] {
  const count = Math.max(1, Math.ceil(filingIds.length / MAX_PRINTED_TOGETHER))
  return Array.from({ length: count }, (_, place) =>
    filingIds.slice(place * MAX_PRINTED_TOGETHER, (place + 1) * MAX_PRINTED_TOGETHER),
  )
}

function labelOf(parts: readonly string[][], place: number, all: number): string {
  if (parts.length === 1) return `打印所选 ${all} 台的全部材料`
  const from = place * MAX_PRINTED_TOGETHER + 1
  return `打印第 ${from}–${from + (parts[place]?.length ?? 0) - 1} 台的全部材料`
}
