import sharp from 'sharp'
import { databaseUrlOf } from '../../fixtures/instance'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { jpeg } from '../../fixtures/pictures'
import { query } from '../../fixtures/query'
import { expect, test } from '../../fixtures/world'
import { openAndClaim } from '../../pages/desk'
import { signIn } from '../../pages/sign-in'
import { submittable } from './manual-machine'

const CODE = '88811111QH3111446'

test('the desk says that a photo was used before, is there twice, or cannot be read', async ({
  page,
  request,
  dataDir,
}) => {
  const first = await registerOwner(request, dataDir, newPerson('林先报'))
  const rear = await jpeg('别处的机身后面')
  const earlier = await first.post('/filings', { kind: 'MACHINE', districtCode: '110101' }, 201)
  const { entry } = await first.post('/catalogue/checks', { group: 1, machineEnvCode: `*${CODE}*` })
  await first.patch(`/filings/${earlier.id}`, await submittable(first, entry))
  const photos = [{ slot: 'BODY_REAR', photoId: await first.upload(rear) }]
  await first.patch(`/filings/${earlier.id}`, { photos })
  await first.post(`/filings/${earlier.id}/submit`)

  const second = await registerOwner(request, dataDir, newPerson('林后报'))
  const later = await second.post('/filings', { kind: 'MACHINE', districtCode: '110101' }, 201)
  const codes = { ...entry.codes, machineEnvCode: '88811111QH3111447' }
  await second.patch(`/filings/${later.id}`, await submittable(second, { ...entry, codes }))
  const front = await jpeg('自己的机身正面')
  const mirrored = await sharp(rear).flop().jpeg({ quality: 60 }).toBuffer()
  const saved = await second.patch(`/filings/${later.id}`, {
    photos: [
      { slot: 'BODY_FRONT', photoId: await second.upload(front) },
      {
        slot: 'BODY_RIGHT',
        photoId: await second.upload(await sharp(front).jpeg({ quality: 50 }).toBuffer()),
      },
      { slot: 'BODY_REAR', photoId: await second.upload(mirrored) },
      {
        slot: 'MACHINE_PLATE',
        photoId: await second.upload(await sharp(front).linear(0.04, 0).jpeg().toBuffer()),
      },
    ],
  })
  const plate = saved.photos.find(({ slot }: { slot: string }) => slot === 'MACHINE_PLATE')
  expect(plate.hints).toEqual(['照片过暗，可能看不清'])
  await second.post(`/filings/${later.id}/submit`)
  const waiting = `SELECT FROM photo_look l JOIN filing_photo p ON p.sha256 = l.sha256
    WHERE l.comparison IS NULL AND p."filingId" = $1`
  await expect.poll(() => query(databaseUrlOf(dataDir), waiting, [later.id]), { timeout: 60_000 }).toEqual([])

  await signIn(page, 'reviewer')
  await openAndClaim(page, later.id, '88811111QH3111447')
  const checks = page.getByRole('region', { name: '自动核对' })
  await expect(checks).toContainText(
    '机身正面照片、机身右侧照片相似，可能是同一张照片（经另存、裁剪、镜像或调光）',
  )
  await expect(checks).toContainText('机械铭牌照片过暗，可能看不清')
  await expect(checks.getByRole('listitem').filter({ hasText: '登记的照片相似' })).toContainText(
    '机身后面照片与其他 1 件登记的照片相似，可能是同一张（1 件由其他账号提交）',
  )
})
