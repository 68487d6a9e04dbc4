'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import blocks from '@/components/mobile/blocks.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { SignedIn } from '@/components/mobile/signed-in'
import { Failed, Loading } from '@/components/mobile/states'
import { chinaMinute } from '@/lib/core/clock'
import { UNIT_ROLE_LABELS } from '@/lib/core/unit-role'
import { peopleQuery, refreshMembers } from '@/lib/features/member/api'
import type { Invitation, JoinRequest, Member, People } from '@/lib/features/member/schema'
import { InviteForm } from './invite-form'
import styles from './member.module.css'
import { type Act, PeopleQuestion } from './people-question'
import { Row } from './row'

/** 单位人员: who may act for the unit, whom it has invited, who asks to join it. */
export function PeoplePage() {
  return (
    <MobilePage title="单位人员" back="/m/me">
      <SignedIn>
        <Everybody />
      </SignedIn>
    </MobilePage>
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
    <li className={blocks.card} aria-label={memberName(member)}>
      <p className={blocks.status}>
        {memberName(member)}
        {member.isYou && '（您）'}
      </p>
      <dl className={blocks.rows}>
        <Row name="权限" value={UNIT_ROLE_LABELS[member.role]} />
        <Row name="手机号" value={member.phoneMasked} />
        <Row name="加入" value={chinaMinute(new Date(member.since))} />
      </dl>
      {member.isUnitPhone && (
        <p className={blocks.hint}>用注册本单位的手机号直接登录的人，系统不知道其姓名。</p>
      )}
      <div className={blocks.links}>
        <button type="button" onClick={() => onAct({ kind: 'role', member })}>
          改变权限
        </button>
        <button type="button" onClick={() => onAct({ kind: 'remove', member })}>
          {member.isUnitPhone ? '停用这个手机号的登录' : '移除'}
        </button>
      </div>
    </li>
  )
}

function Requests({ people: { requests }, onAct }: Part) {
  if (requests.length === 0) return null
  return (
    <section className={styles.part} aria-label="申请加入">
      <h2>申请加入本单位</h2>
      <ul className={blocks.cards}>
        {requests.map((request: JoinRequest) => (
          <li key={request.id} className={blocks.card} aria-label={request.name}>
            <p className={blocks.status}>{request.name}</p>
            <dl className={blocks.rows}>
              <Row name="手机号" value={request.phoneMasked} />
              <Row name="申请" value={chinaMinute(new Date(request.createdAt))} />
            </dl>
            <p className={blocks.hint}>姓名是其注册时自己填的，请先向本人核实，再同意。</p>
            <div className={blocks.links}>
              <button type="button" onClick={() => onAct({ kind: 'accept', request })}>
                同意
              </button>
              <button type="button" onClick={() => onAct({ kind: 'refuse', request })}>
                不同意
              </button>
            </div>
          </li>
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
        {invitations.map((invitation: Invitation) => (
          <li key={invitation.id} className={blocks.card} aria-label={invitation.phoneMasked}>
            <p className={blocks.status}>{invitation.phoneMasked}</p>
            <dl className={blocks.rows}>
              <Row name="权限" value={UNIT_ROLE_LABELS[invitation.role]} />
              <Row name="邀请人" value={invitation.invitedBy ?? '本单位账号的手机'} />
              <Row name="有效至" value={chinaMinute(new Date(invitation.expiresAt))} />
            </dl>
            <div className={blocks.links}>
              <button type="button" onClick={() => onAct({ kind: 'withdraw', invitation })}>
                收回
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
