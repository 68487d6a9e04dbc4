import type { Owner } from '../../fixtures/owner'
import { jpeg } from '../../fixtures/pictures'

type Entry = { codes: object; machine: object; engine: object }

const PHOTOS: [slot: string, caption: string, size?: { width: number; height: number }][] = [
  ['BODY_FRONT', '机身正面'],
  ['BODY_FRONT_RIGHT', '正面偏右 45°'],
  ['BODY_RIGHT', '机身右侧', { width: 1200, height: 1600 }],
  ['BODY_REAR', '机身后面'],
  ['MACHINE_ENV_CODE', '*88811111QH3111446*'],
  ['MACHINE_PLATE', '推土机 铭牌'],
]

/** Uploads the photos and returns everything that the manual's bulldozer needs to be submitted. */
export async function submittable(owner: Owner, entry: Entry) {
  const photos = []
  for (const [index, [slot, caption, size]] of PHOTOS.entries()) {
    photos.push({ slot, photoId: await owner.upload(await jpeg(caption, { hue: 20 + index * 40, ...size })) })
  }
  return {
    placeCode: 'CONSTRUCTION_SITE',
    placeDetail: '东直门内大街改造工程',
    hasNameplate: true,
    photos,
    ...entry,
  }
}

/** Submits the manual's bulldozer in the district. @returns the filing's id */
export async function submitBulldozer(owner: Owner, districtCode: string): Promise<string> {
  const known = await owner.post('/catalogue/checks', { group: 1, machineEnvCode: '88811111QH3111446' })
  const { id } = await owner.post('/filings', { kind: 'MACHINE', districtCode }, 201)
  await owner.patch(`/filings/${id}`, await submittable(owner, known.entry))
  await owner.post(`/filings/${id}/submit`)
  return id
}
