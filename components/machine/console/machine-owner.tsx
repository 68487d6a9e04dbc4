import { useMutation } from '@tanstack/react-query'
import { App } from 'antd'
import Link from 'next/link'
import { PartyPanel } from '@/components/desk/party-panel'
import { RevealButton } from '@/components/disclosure/reveal-button'
import { useMay } from '@/components/shell/actor-context'
import { chinaDay } from '@/lib/core/clock'
import { proofText } from '@/lib/core/proof'
import { revealMachineOwnerMutation } from '@/lib/features/dossier/api/console'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'

/** The current owner with masked numbers. Unmasking is recorded; unmasked numbers live only as long as this component. */
export function MachineOwner({ machine }: { machine: ConsoleMachine }) {
  const may = useMay()
  const { message } = App.useApp()
  const reveal = useMutation({
    ...revealMachineOwnerMutation(machine.id),
    onError: (error) => message.error(error.message),
  })
  return (
    <PartyPanel
      title="所有者"
      party={{ ...machine.owner, phoneLabel: machine.owner.registered ? undefined : '联系电话' }}
      revealed={reveal.data}
      reveal={
        may('machine.reveal') && (
          <RevealButton
            subject={machine.id}
            busy={reveal.isPending}
            asks
            onReveal={async (chosen) => chosen && reveal.mutateAsync(chosen)}
          />
        )
      }
      note={<Note machine={machine} files={may('succession.file')} />}
    />
  )
}

function Note({ machine, files }: { machine: ConsoleMachine; files: boolean }) {
  const { id, owner, assisted, status, succession } = machine
  return (
    <>
      {owner.proof && (
        <span>
          身份核验：{proofText(owner.proof)}
          {owner.proof.by && `，${owner.proof.by}`}
        </span>
      )}
      {owner.formerNames.map(({ name, fromAt, untilAt }) => (
        <span key={untilAt}>
          曾用名：{name}（{chinaDay(new Date(fromAt))} 至 {chinaDay(new Date(untilAt))}）
        </span>
      ))}
      {owner.formerNameOnCard && (
        <span>最近一次打印的信息采集卡上是曾用名“{owner.formerNameOnCard}”，需要时可重新打印</span>
      )}
      {!owner.registered && (
        <span>{owner.atCounter ? '没有账号，证件由窗口核对' : '旧系统登记的所有者，尚无账号'}</span>
      )}
      {assisted && (
        <span>
          窗口代办：{assisted.bureauName} {assisted.enteredBy.join('、')}
        </span>
      )}
      {files && status === 'ACTIVE' && !succession && (
        <span>
          机主去世、联系不上或单位已注销：
          <Link href={`/machines/${id}/succession`} prefetch={false} style={{ textDecoration: 'underline' }}>
            受理凭证明过户
          </Link>
        </span>
      )}
    </>
  )
}
