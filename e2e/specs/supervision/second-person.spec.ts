import type { Browser, Page } from '@playwright/test'
import { databaseUrlOf } from '../../fixtures/instance'
import { loadMachines, moveMachine, unloadMachines } from '../../fixtures/loaded-machines'
import { query } from '../../fixtures/query'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

/** 唐山市丰润区, where no other test acts; the demo's rule, which asks for no second person, does not hold there. */
const DISTRICT = '130208'
const RUN = '358'
const url = () => databaseUrlOf(process.env.E2E_DATA_DIR ?? '')

let machineId: string
test.beforeAll(async () => {
  const value = '{"REVOKE_MACHINE":true,"REINSTATE_MACHINE":true,"CORRECT_STAGE":true,"lapseHours":72}'
  await query(
    url(),
    `INSERT INTO setting (key, "divisionCode", value, "updatedAt") VALUES ('second-person', $1, $2::jsonb, now())`,
    [DISTRICT, value],
  )
  machineId = (await loadMachines(url(), RUN, [1]))[0] ?? ''
  await moveMachine(url(), machineId, DISTRICT)
})
test.afterAll(async () => {
  await query(url(), `DELETE FROM setting WHERE key = 'second-person' AND "divisionCode" = $1`, [DISTRICT])
  await query(url(), `DELETE FROM pending_act WHERE "subjectId" = $1`, [machineId])
  await unloadMachines(url(), RUN)
})

async function officer(browser: Browser, username: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await signIn(page, username)
  return page
}

test('one supervisor asks for a revocation, another confirms it; a reinstatement is declined', async ({
  browser,
}) => {
  const asker = await officer(browser, 'supervisor.tangshan')
  const second = await officer(browser, 'supervisor.nation')
  const note = (page: Page, act: string) => page.getByRole('region', { name: `待第二人确认：${act}` })
  const tools = (page: Page) => page.getByRole('toolbar', { name: '登记操作' })

  await asker.goto(`/machines/${machineId}`)
  await tools(asker).getByRole('button', { name: '撤销登记' }).click()
  await asker.getByRole('dialog').getByLabel('原因').fill('现场检查不符')
  await asker.getByRole('dialog').getByRole('button', { name: '撤销登记' }).click()
  // The only supervisor of 唐山: the bureau above has to confirm.
  await expect(note(asker, '撤销登记')).toContainText('您不能确认自己提出的操作')
  await expect(note(asker, '撤销登记')).toContainText('生态环境部（全国） 1 人')
  await expect(note(asker, '撤销登记').getByRole('button')).toHaveText([/撤\s?回/])
  await expect(tools(asker).getByRole('button', { name: '撤销登记' })).toHaveCount(0)

  await second.goto('/')
  await second
    .getByRole('main')
    .getByRole('link', { name: /待我确认/ })
    .click()
  const row = second.getByRole('row').filter({ hasText: '现场检查不符' })
  await expect(row).toContainText('刘国栋')
  await row.getByRole('link').click()
  await note(second, '撤销登记')
    .getByRole('button', { name: /^确认撤销登记/ })
    .click()
  // A double press does it once.
  await second.getByRole('dialog').getByRole('button', { name: '确认撤销登记' }).dblclick()
  await expect(second.getByRole('alert').filter({ hasText: '登记已撤销' })).toContainText(
    '刘国栋（提出）、吴国清（确认）',
  )
  await expect(note(second, '撤销登记')).toHaveCount(0)

  await asker.reload()
  await tools(asker).getByRole('button', { name: '恢复登记' }).click()
  await asker.getByRole('dialog').getByLabel('原因').fill('复核无误')
  await asker.getByRole('dialog').getByRole('button', { name: '恢复登记' }).click()
  await expect(note(asker, '恢复登记')).toBeVisible()

  await second.reload()
  await note(second, '恢复登记')
    .getByRole('button', { name: /^不同意恢复登记/ })
    .click()
  await second.getByRole('dialog').getByLabel('不同意的原因').fill('请补充现场照片')
  await second.getByRole('dialog').getByRole('button', { name: '不同意' }).click()
  await expect(note(second, '恢复登记')).toHaveCount(0)

  await asker.goto('/confirmations?view=OWN')
  await expect(asker.getByRole('row').filter({ hasText: '恢复登记' })).toContainText('请补充现场照片')
  await expect(asker.getByRole('row').filter({ hasText: '撤销登记' })).toContainText('吴国清 已确认')
})
