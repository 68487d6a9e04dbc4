'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import blocks from '@/components/mobile/blocks.module.css'
import { Confirm } from '@/components/mobile/confirm'
import { Failed, Loading } from '@/components/mobile/states'
import { chinaDay } from '@/lib/core/clock'
import { changeMachineUser, deleteMachineUser, machineUsersQuery } from '@/lib/features/machine-user/api'
import { DECLARED, MACHINE_USER_KIND_LABELS, type MachineUserDto } from '@/lib/features/machine-user/schema'
import { UserForm } from './user-form'

/** 使用人 of a machine: who uses it, as its owner says. */
export function UsersBox({ machineId }: { machineId: string }) {
  const users = useQuery(machineUsersQuery(machineId))
  const [editing, setEditing] = useState<MachineUserDto | 'new' | null>(null)
  return (
    <section className={blocks.box} aria-label="使用人">
      <h2>使用人</h2>
      <p className={blocks.hint}>
        机械出租或交给别人使用的，可以在这里申报，登记单位能看到。{DECLARED}；先征得使用人同意再填写。
      </p>
      {users.data ? (
        users.data.data.map((user) => (
          <User key={user.id} machineId={machineId} user={user} onEdit={() => setEditing(user)} />
        ))
      ) : users.isPending ? (
        <Loading />
      ) : (
        <Failed error={users.error} onRetry={() => users.refetch()} />
      )}
      {users.data?.data.length === 0 && <p>没有申报使用人。</p>}
      <div className={blocks.acts}>
        <button type="button" className={`${blocks.wide} ${blocks.plain}`} onClick={() => setEditing('new')}>
          申报使用人
        </button>
      </div>
      {editing && (
        <UserForm
          machineId={machineId}
          user={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </section>
  )
}

type UserProps = { machineId: string; user: MachineUserDto; onEdit: () => void }

function User({ machineId, user, onEdit }: UserProps) {
  const [asking, setAsking] = useState<'end' | 'delete' | null>(null)
  const client = useQueryClient()
  const today = chinaDay(new Date())
  const { id, kind, name, phoneMasked, from, until } = user
  const open = (until === null || until > today) && from <= today
  const who = `${MACHINE_USER_KIND_LABELS[kind]}${name}（${from} 至 ${until ?? '今'}）`
  const done = {
    onDone: () => client.invalidateQueries({ queryKey: machineUsersQuery(machineId).queryKey }),
    onClose: () => setAsking(null),
  }
  return (
    <article aria-label={`使用人 ${name}`}>
      <dl className={blocks.facts}>
        <div>
          <dt>{MACHINE_USER_KIND_LABELS[kind]}</dt>
          <dd>{name}</dd>
        </div>
        <div>
          <dt>使用期</dt>
          <dd>
            {from} 至 {until ?? '今'}
          </dd>
        </div>
        {phoneMasked && (
          <div>
            <dt>电话</dt>
            <dd>{phoneMasked}</dd>
          </div>
        )}
      </dl>
      <div className={blocks.links}>
        <button type="button" onClick={onEdit}>
          修改
        </button>
        {open && (
          <button type="button" onClick={() => setAsking('end')}>
            今天结束使用
          </button>
        )}
        <button type="button" onClick={() => setAsking('delete')}>
          删除
        </button>
      </div>
      {asking === 'end' && (
        <Confirm
          title="结束使用"
          act="结束使用"
          light
          onAct={() => changeMachineUser(machineId, id, { until: today })}
          {...done}
        >
          <p>
            {who}的使用期到今天（{today}）为止。
          </p>
        </Confirm>
      )}
      {asking === 'delete' && (
        <Confirm
          title="删除使用人"
          act="删除"
          danger
          onAct={() => deleteMachineUser(machineId, id)}
          {...done}
        >
          <p>删除{who}的记录，不能恢复。填错了才需要删除；不再使用的，请用“今天结束使用”。</p>
        </Confirm>
      )}
    </article>
  )
}
