import { expect, it } from 'vitest'
import { confirmersText } from './confirmers-text'

const kind = 'REVOKE_MACHINE'
const bureau = { bureauName: '东城区生态环境局', people: 2 }

it('names who can confirm now, and apart from them who cannot yet', () => {
  const notYet = [{ why: 'NEVER_SIGNED_IN' as const, people: 1 }]
  expect(confirmersText({ kind, confirmers: [bureau], notYet })).toBe(
    '可以确认的人员：东城区生态环境局 2 人（另有 1 人从未登录，暂时不能确认）',
  )
  expect(confirmersText({ kind, confirmers: [bureau], notYet: [] })).not.toContain('另有')
})

it('promises nobody where nobody can, and names the way out', () => {
  const notYet = [
    { why: 'SET_UP' as const, people: 2 },
    { why: 'ABSENT' as const, people: 1 },
  ]
  expect(confirmersText({ kind, confirmers: [], notYet })).toMatch(
    /^现在没有人能确认：2 人还没有改初始密码或启用二次验证、1 人今天离岗或请假。.*增加一名主管$/,
  )
  expect(confirmersText({ kind: 'DISABLE_STAFF', confirmers: [], notYet: [] })).toContain(
    '增加一名安全管理员',
  )
})
