import { axeFaults } from '../../fixtures/grave-faults'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { expect, test } from '../../fixtures/world'
import { signInByPassword } from '../../pages/owner-account'

test.use(PHONE)

test.describe('个人信息保护告知', () => {
  test('an account of a program that did not ask may read, and is asked before it files', async ({
    page,
    request,
    dataDir,
  }) => {
    const owner = await registerOwner(request, dataDir, newPerson('卫三'), { asked: false })
    await page.goto('/m/sign-in?next=/m/filings')
    await signInByPassword(page, owner.phone, owner.password)
    const banner = page.getByRole('complementary', { name: '个人信息保护告知' })
    await expect(banner).toBeVisible()
    await expect(page.getByRole('heading', { name: '编码登记进展' })).toBeVisible()
    expect(await axeFaults(page)).toEqual([])

    await page.goto('/m/filings/new')
    await expect(page.getByText('不同意也可以查看已有的登记和机械')).toBeVisible()
    await page.getByRole('button', { name: '同意并继续' }).click()
    await expect(page.getByText('请先阅读，同意后打勾')).toBeVisible()
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('checkbox', { name: /我已阅读并同意/ }).check()
    await page.getByRole('checkbox', { name: /我单独同意/ }).check()
    await page.getByRole('button', { name: '同意并继续' }).click()
    await expect(page.getByRole('heading', { level: 2, name: '基本信息' })).toBeVisible()
    await expect(banner).toBeHidden()
    expect((await owner.get('/me/consents')).missing).toEqual([])
  })
})
