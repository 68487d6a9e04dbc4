import { readFileSync } from 'node:fs'
import { axeFaults } from '../../fixtures/grave-faults'
import { databaseUrlOf } from '../../fixtures/instance'
import { loadMachines, unloadMachines } from '../../fixtures/loaded-machines'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { query } from '../../fixtures/query'
import { StaffClient } from '../../fixtures/staff-client'
import { expect, test } from '../../fixtures/world'
import { hold } from '../../pages/hold'
import { signInByPassword } from '../../pages/owner-account'
import { sheetGone } from '../../pages/sheet-gone'

test.use(PHONE)

const RUN = '731'
const OF_OWNER = `"accountId" IN (SELECT "ownerId" FROM machine WHERE "numberBody" LIKE '9' || $1 || '____')`

test.afterAll(async ({ dataDir }) => {
  const url = databaseUrlOf(dataDir)
  await query(url, `DELETE FROM certificate WHERE ${OF_OWNER}`, [RUN])
  await unloadMachines(url, RUN)
})

test('an owner certifies three machines, downloads it; whoever scans it reads that one was revoked since, then that it is withdrawn', async ({
  page,
  request,
  dataDir,
  baseURL,
}) => {
  const url = databaseUrlOf(dataDir)
  const owner = await registerOwner(request, dataDir, newPerson('孙证明'))
  const { id: ownerId } = await owner.get('/me')
  const ids = await loadMachines(url, RUN, [0, 1, 2, 3])
  await query(url, 'UPDATE machine SET "ownerId" = $1 WHERE id = ANY($2)', [ownerId, ids])

  await test.step('chooses three of four', async () => {
    await page.goto('/m/sign-in?next=/m/machines')
    await signInByPassword(page, owner.phone, owner.password)
    await page.getByRole('link', { name: '登记情况证明' }).click()
    await expect(page.getByText('还没有出具过证明')).toBeVisible()
    await page.getByRole('link', { name: '出具新的证明' }).click()
    await page.getByLabel('用途（选填）').fill('地铁三号线投标')
    for (const at of [0, 1, 2])
      await page.getByRole('checkbox', { name: new RegExp(`9${RUN}000${at}`) }).check()
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('button', { name: '已选 3 台，下一步' }).click()
    await expect(page.getByRole('dialog')).toContainText('有效期 30 天。用途：地铁三号线投标')
    await page.getByRole('dialog').getByRole('button', { name: '出具证明' }).click()
    await page.waitForURL('**/m/certificates')
    await sheetGone(page)
  })

  const entry = page.getByRole('article', { name: /^证明 ZM/ })
  await test.step('downloads it', async () => {
    await expect(entry).toContainText('3 台')
    expect(await axeFaults(page)).toEqual([])
    const waiting = page.waitForEvent('download')
    await entry.getByRole('button', { name: '下载证明 (PDF)' }).click()
    const file = await waiting
    expect(file.suggestedFilename()).toMatch(/^登记情况证明-ZM\d{8}-\w{8}\.pdf$/)
    expect(readFileSync(await file.path()).toString('latin1', 0, 5)).toBe('%PDF-')
  })

  const publicPage = await page
    .context()
    .browser()
    ?.newPage({ baseURL, ...PHONE })
  if (!publicPage) throw new Error('no browser')
  const address = (await entry.getByRole('link', { name: '看核验页' }).getAttribute('href')) ?? ''
  await test.step('anybody checks it, without signing in', async () => {
    await publicPage.goto(address)
    await expect(publicPage.getByRole('heading', { level: 1, name: '证明有效' })).toBeVisible()
    await expect(publicPage.getByText('孙*明')).toBeVisible()
    await expect(publicPage.getByRole('region', { name: '证明的机械' }).locator('ol > li')).toHaveCount(3)
    await expect(publicPage.getByText(/（旧系统记录）/)).toHaveCount(3)
    expect(await axeFaults(publicPage)).toEqual([])
  })

  await test.step('one is revoked: the page says so', async () => {
    const supervisor = await StaffClient.signIn(baseURL ?? '', 'supervisor.nation', 'demo-Nrmm-2026')
    const { body } = await supervisor.get<{ version: number }>(`/machines/${ids[1]}`)
    const revoked = await supervisor.post(`/machines/${ids[1]}/revoke`, {
      version: body.version,
      reason: '重复登记',
    })
    expect(revoked.status).toBe(200)
    await publicPage.reload()
    await expect(publicPage.getByRole('heading', { level: 1, name: '证明开具后有变化' })).toBeVisible()
    const machine = publicPage.getByRole('listitem').filter({ hasText: `9${RUN}0001` })
    await expect(machine.first()).toContainText('登记状态：由“登记有效”变为“登记已撤销”')
  })

  await test.step('withdrawn: void for everybody, and no more to be downloaded', async () => {
    await entry.getByRole('button', { name: '作废' }).click()
    await hold(page, '作废')
    await sheetGone(page)
    await expect(entry.getByRole('heading', { name: '已作废' })).toBeVisible()
    await expect(entry.getByRole('button', { name: '下载证明 (PDF)' })).toHaveCount(0)
    await publicPage.reload()
    await expect(publicPage.getByRole('heading', { level: 1, name: '证明已作废' })).toBeVisible()
    await expect(publicPage.getByRole('region', { name: '证明的机械' })).toHaveCount(0)
  })
  await publicPage.close()
})
