'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import blocks from '@/components/mobile/blocks.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { SignedIn } from '@/components/mobile/signed-in'
import { Failed, Loading } from '@/components/mobile/states'
import { RolePage } from '@/components/role/for-role'
import { chinaMinute } from '@/lib/core/clock'
import { UNIT_ROLE_LABELS } from '@/lib/core/unit-role'
import { peopleQuery, refreshMembers } from '@/lib/features/member/api'
import type { Member, People } from '@/lib/features/member/schema'
import { InviteForm } from './invite-form'
import styles from './member.module.css'
import { type Act, PeopleQuestion } from './people-question'
import { PlaceCard } from './place-card'

/** 单位人员: who may act for the unit, whom it has invited, who asks to join it. */
export function PeoplePage() {
  return (
    <RolePage needs="MANAGE" title="单位人员" back="/m/me">
      <MobilePage title="单位人员" back="/m/me">
        <SignedIn>
          <Everybody />
        </SignedIn>
      </MobilePage>
    </RolePage>
  )
}

function Everybody() {
  const { data, error, refetch } = useQuery(peopleQuery())
  const queryClient = useQueryClient()
  const [act, setAct] = useState<Act | null>(null)
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />
  return (
    <>
      <p>单位人员各用自己的手机号登录，代本单位办理；办理的每一件事都记录是谁办的。</p>
      <Requests people={data} onAct={setAct} />
      <section className={styles.part} aria-label="人员">
        <h2>人员</h2>
        <ul className={blocks.cards}>
          {data.members.map((member) => (
            <MemberCard key={member.id} member={member} onAct={setAct} />
          ))}
        </ul>
      </section>
      <Invitations people={data} onAct={setAct} />
      <InviteForm onInvited={() => refreshMembers(queryClient)} />
      {act && <PeopleQuestion act={act} onClose={() => setAct(null)} />}
    </>
  )
}

type Part = { people: People; onAct: (act: Act) => void }

const memberName = ({ name }: Pick<Member, 'name'>) => name ?? '本单位账号的手机'

function MemberCard({ member, onAct }: { member: Member; onAct: (act: Act) => void }) {
  return (
    <PlaceCard
      label={memberName(member)}
      title={`${memberName(member)}${member.isYou ? '（您）' : ''}`}
      rows={[
        ['权限', UNIT_ROLE_LABELS[member.role]],
        ['手机号', member.phoneMasked],
        ['加入', chinaMinute(new Date(member.since))],
      ]}
      hint={member.isUnitPhone && '用注册本单位的手机号直接登录的人，系统不知道其姓名。'}
      acts={{
        改变权限: () => onAct({ kind: 'role', member }),
        [member.isUnitPhone ? '停用这个手机号的登录' : '移除']: () => onAct({ kind: 'remove', member }),
      }}
    />
  )
}

function Requests({ people: { requests }, onAct }: Part) {
  if (requests.length === 0) return null
  return (
    <section className={styles.part} aria-label="申请加入">
      <h2>申请加入本单位</h2>
      <ul className={blocks.cards}>
        {requests.map((request) => (
          <PlaceCard
            key={request.id}
            label={request.name}
            title={request.name}
            rows={[
              ['手机号', request.phoneMasked],
              ['申请', chinaMinute(new Date(request.createdAt))],
            ]}
            hint="姓名是其注册时自己填的，请先向本人核实，再同意。"
            acts={{
              同意: () => onAct({ kind: 'accept', request }),
              不同意: () => onAct({ kind: 'refuse', request }),
            }}
          />
        ))}
      </ul>
    </section>
  )
}

function Invitations({ people: { invitations }, onAct }: Part) {
  if (invitations.length === 0) return null
  return (
    <section className={styles.part} aria-label="等待答复的邀请">
      <h2>等待答复的邀请</h2>
      <ul className={blocks.cards}>
        {invitations.map((invitation) => (
          <PlaceCard
            key={invitation.id}
            label={invitation.phoneMasked}
            title={invitation.phoneMasked}
            rows={[
              ['权限', UNIT_ROLE_LABELS[invitation.role]],
              ['邀请人', invitation.invitedBy ?? '本单位账号的手机'],
              ['有效至', chinaMinute(new Date(invitation.expiresAt))],
            ]}
            acts={{ 收回: () => onAct({ kind: 'withdraw', invitation }) }}
          />
        ))}
      </ul>
    </section>
  )
}
