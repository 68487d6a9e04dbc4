import { Button } from 'antd'
import { useRouter } from 'next/navigation'
import { useOptions } from '@/components/setting/use-options'
import { Kbd } from '@/components/ui/keys/kbd'
import { useShortcuts } from '@/components/ui/keys/use-shortcuts'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { decisionText } from './decision-text'
import { leaveForEarlier } from './use-open-next'
import { useOwnDecisions } from './use-own-decisions'

/** 上一件: opens the filing that the officer decided before this one. Nothing where there is none. */
export function PreviousButton({ filing, disabled }: { filing: DeskFiling; disabled: boolean }) {
  const router = useRouter()
  const { names } = useOptions()
  const decisions = useOwnDecisions().filter((decision) => decision.filingId !== null)
  const place = decisions.findIndex(({ filingId }) => filingId === filing.id)
  const previous = decisions.slice(place + 1).find(({ filingId }) => filingId !== filing.id)
  const open = () => {
    if (!previous) return
    leaveForEarlier(filing)
    router.push(`/filings/${previous.filingId}`)
  }
  useShortcuts({ previousFiling: previous && (() => !disabled && open()) })
  if (!previous) return null
  return (
    <Button disabled={disabled} title={decisionText(previous, names)} onClick={open}>
      上一件
      <Kbd of="previousFiling" />
    </Button>
  )
}
