import { useMutation } from '@tanstack/react-query'
import { App, Tag } from 'antd'
import { Panel, Quiet } from '@/components/desk/panel'
import styles from '@/components/desk/panel.module.css'
import { RevealButton } from '@/components/disclosure/reveal-button'
import { useMay } from '@/components/shell/actor-context'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'
import { revealMachineUserMutation } from '@/lib/features/machine-user/api'
import {
  type ConsoleMachineUser,
  DECLARED,
  MACHINE_USER_KIND_LABELS,
} from '@/lib/features/machine-user/schema'

/** 使用人, as the owners declared them; none is the usual case and takes one line. */
export function MachineUsers({ machine: { id, users } }: { machine: ConsoleMachine }) {
  return (
    <Panel
      title="使用人"
      label="使用人"
      aside={<Quiet>{users.length === 0 ? '机主没有申报' : DECLARED}</Quiet>}
    >
      {users.map((user) => (
        <User key={user.id} machineId={id} user={user} />
      ))}
    </Panel>
  )
}

function User({ machineId, user }: { machineId: string; user: ConsoleMachineUser }) {
  const may = useMay()
  const { message } = App.useApp()
  const reveal = useMutation({
    ...revealMachineUserMutation(machineId, user.id),
    onError: (error) => message.error(error.message),
  })
  const { name, phone } = reveal.data ?? { name: user.name, phone: user.phoneMasked }
  return (
    <div className={styles.party}>
      <span>
        <Tag style={{ marginInlineEnd: 8 }}>{MACHINE_USER_KIND_LABELS[user.kind]}</Tag>
        <strong style={{ overflowWrap: 'anywhere' }}>{name}</strong>
      </span>
      <span>
        <Quiet>使用期 </Quiet>
        {user.from} 至 {user.until ?? '今'}
      </span>
      <span>
        <Quiet>电话 </Quiet>
        {phone ?? '没有填写'}
      </span>
      {!user.byOwnerNow && <Quiet>由以前的机主申报</Quiet>}
      {reveal.data ? (
        <Quiet>本次查看已记录</Quiet>
      ) : (
        may('machine.reveal') && (
          <RevealButton
            subject={machineId}
            busy={reveal.isPending}
            asks
            onReveal={async (chosen) => chosen && reveal.mutateAsync(chosen)}
          />
        )
      )}
    </div>
  )
}
