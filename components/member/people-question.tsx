import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm } from '@/components/mobile/confirm'
import { UNIT_ROLE_LABELS, type UnitRole } from '@/lib/core/unit-role'
import {
  acceptRequest,
  changeRole,
  refreshMembers,
  refuseRequest,
  removeMember,
  withdrawInvitation,
} from '@/lib/features/member/api'
import type { Invitation, JoinRequest, Member } from '@/lib/features/member/schema'
import { RoleChoice } from './role-choice'

export type Act =
  | { kind: 'role'; member: Member }
  | { kind: 'remove'; member: Member }
  | { kind: 'accept'; request: JoinRequest }
  | { kind: 'refuse'; request: JoinRequest }
  | { kind: 'withdraw'; invitation: Invitation }

type Question = {
  title: string
  act: string
  text: string
  danger?: boolean
  run: (role: UnitRole) => Promise<unknown>
}

const nameOf = ({ name }: Member) => name ?? '本单位账号的手机'

function questionOf(act: Act): Question {
  if (act.kind === 'withdraw')
    return {
      title: '收回邀请？',
      act: '收回',
      text: `发给 ${act.invitation.phoneMasked} 的邀请随即失效。`,
      run: () => withdrawInvitation(act.invitation.id),
    }
  if (act.kind === 'refuse')
    return {
      title: '不同意加入？',
      act: '不同意',
      text: `${act.request.name}（${act.request.phoneMasked}）不能代本单位办理，会看到申请没有被同意。`,
      run: () => refuseRequest(act.request.id),
    }
  if (act.kind === 'accept')
    return {
      title: '同意加入？',
      act: '同意',
      text: `${act.request.name}（${act.request.phoneMasked}）将可以代本单位办理。请确认是本单位的人。`,
      run: (role) => acceptRequest(act.request.id, role),
    }
  const { member } = act
  if (act.kind === 'role')
    return {
      title: `${nameOf(member)}的权限`,
      act: '改变',
      text: `现在是“${UNIT_ROLE_LABELS[member.role]}”，改变后立即生效。`,
      run: (role) => changeRole(member.id, role),
    }
  return {
    title: member.isUnitPhone ? '停用这个手机号的登录？' : '移除此人？',
    act: member.isUnitPhone ? '停用' : '移除',
    danger: true,
    text: `${nameOf(member)}（${member.phoneMasked}）不能再代本单位办理，正在代本单位的登录立即结束。已办理的事不受影响。`,
    run: () => removeMember(member.id),
  }
}

/** Asks before each act on the unit's people; with a role to choose where one is given. */
export function PeopleQuestion({ act, onClose }: { act: Act; onClose: () => void }) {
  const queryClient = useQueryClient()
  const [role, setRole] = useState<UnitRole>(act.kind === 'role' ? act.member.role : 'FILE')
  const { title, act: verb, text, danger, run } = questionOf(act)
  return (
    <Confirm
      title={title}
      act={verb}
      danger={danger}
      onAct={async () => {
        try {
          await run(role)
        } finally {
          await refreshMembers(queryClient)
        }
      }}
      onClose={onClose}
    >
      <p>{text}</p>
      {(act.kind === 'role' || act.kind === 'accept') && <RoleChoice role={role} onRole={setRole} />}
    </Confirm>
  )
}
