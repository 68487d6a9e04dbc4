import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { ActionBar, ActionGap } from '@/components/desk/desk-frame'
import { Kbd } from '@/components/ui/keys/kbd'
import { useShortcuts } from '@/components/ui/keys/use-shortcuts'
import { releaseFiling } from '@/lib/features/filing/api/desk'
import { needsShowing } from '@/lib/features/fleet/rules'
import type { FleetRow } from '@/lib/features/fleet/schema'
import type { useBatch } from './use-batch'

type Props = { rows: readonly FleetRow[]; batch: ReturnType<typeof useBatch>; onChanged: () => Promise<void> }

/** 一起通过: only once every filing that may be approved together was shown. What was claimed and is left goes back by one press. */
export function FleetBar({ rows, batch, onChanged }: Props) {
  const { message, modal } = App.useApp()
  const { results, busy, approve } = batch
  const isDone = ({ id }: FleetRow) => results[id]?.state === 'DECIDED'
  const clear = rows.filter((row) => row.excluded.length === 0 && !isDone(row))
  const unseen = clear.filter(needsShowing)
  const claimed = rows.filter((row) => row.claim?.mine && !row.openDecision && !isDone(row))
  const ready = clear.length > 0 && unseen.length === 0 && !busy
  const confirm = () =>
    modal.confirm({
      title: `一起通过 ${clear.length} 台？`,
      content: `每台按建议的排放阶段发放号码，片刻后生效，此前可以逐台撤销。${uncheckedText(clear)}`,
      okText: `通过 ${clear.length} 台`,
      cancelText: '取消',
      onOk: () => void approve(clear).then(onChanged),
    })
  const release = useMutation({
    mutationFn: async () => {
      for (const { id } of claimed) await releaseFiling(id)
    },
    onError: (error) => void message.error(`没有全部放回：${error.message}`),
    onSettled: onChanged,
  })
  useShortcuts({ approveTogether: ready && confirm })
  return (
    <ActionBar label="一起审核">
      <Button type="primary" disabled={!ready} loading={busy} onClick={() => void confirm()}>
        一起通过 {clear.length} 台
        <Kbd of="approveTogether" />
      </Button>
      <span>{stateText(clear.length, unseen.length, rows, results, busy)}</span>
      <ActionGap />
      {claimed.length > 0 && !busy ? (
        <Button loading={release.isPending} onClick={() => release.mutate()}>
          放回已领取的 {claimed.length} 台
        </Button>
      ) : null}
    </ActionBar>
  )
}

function stateText(
  clear: number,
  unseen: number,
  rows: readonly FleetRow[],
  results: Props['batch']['results'],
  busy: boolean,
): string {
  const states = Object.values(results).map(({ state }) => state)
  const count = (state: string) => states.filter((each) => each === state).length
  const decided = count('DECIDED')
  if (busy) return `已办 ${decided + count('FAILED')} / ${states.length} 台`
  const outcome = [
    decided > 0 ? `已决定通过 ${decided} 台` : '',
    count('FAILED') > 0 ? `${count('FAILED')} 台没有办成，原因见各行` : '',
    count('TAKEN_BACK') > 0 ? `撤销 ${count('TAKEN_BACK')} 台` : '',
  ].filter(Boolean)
  if (outcome.length > 0) return outcome.join('，')
  if (clear === 0) return '没有可以一起通过的，请逐台办理'
  const excluded = rows.filter((row) => row.excluded.length > 0).length
  const alone = excluded > 0 ? `；${excluded} 台须逐台办理` : ''
  return unseen > 0 ? `还有 ${unseen} 台没有查看${alone}` : `都已查看${alone}`
}

/** What was not checked of any of them, so that nobody takes it for checked. */
function uncheckedText(rows: readonly FleetRow[]): string {
  const texts = [...new Set(rows.flatMap(({ neverChecked }) => neverChecked))]
  return texts.length > 0 ? `请注意：${texts.join('；')}。` : ''
}
