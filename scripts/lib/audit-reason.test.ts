import { expect, it } from 'vitest'
import { auditReason } from './audit-reason'

const usage = '请写明理由'

it('joins the words of the command line', () => {
  expect(auditReason(['更换服务器，', '链头文件未迁移 2026-11-30'], usage)).toBe(
    '更换服务器， 链头文件未迁移 2026-11-30',
  )
})

it('refuses what is too short, too long, or holds a number of a person', () => {
  expect(() => auditReason(['忘了'], usage)).toThrow(usage)
  expect(() => auditReason(['长'.repeat(501)], usage)).toThrow('500')
  for (const text of ['本人手机 138 0000 1102 遗失', '证件 110101199003078515 核对过'])
    expect(() => auditReason([text], usage)).toThrow('不能写手机号和证件号码')
})
