import { expect, request } from '@playwright/test'
import type { Instance } from '../../fixtures/instance'
import { registerOwner } from '../../fixtures/owner'
import { jpeg } from '../../fixtures/pictures'

const SLOTS = ['BODY_FRONT', 'BODY_FRONT_RIGHT', 'BODY_RIGHT', 'BODY_REAR', 'MACHINE_PLATE']

export const OWNER = {
  type: 'PERSON' as const,
  name: '赵铁山',
  idNumber: '11010519491231002X',
  phone: '13911220088',
  password: 'Tieshan-2026',
}

/** Files machines of one owner in 东城区 through the public API. */
export async function openOwner(instance: Instance) {
  const api = await request.newContext({ baseURL: instance.url })
  const owner = await registerOwner(api, instance.dataDir, OWNER)
  const photoIds: string[] = []
  for (const [index, slot] of SLOTS.entries()) {
    photoIds.push(await owner.upload(await jpeg(slot, { width: 640, height: 480, hue: index * 40 })))
  }
  let filed = 0
  const fileOne = async (): Promise<string> => {
    filed += 1
    const serial = `CRASH${String(filed).padStart(5, '0')}`
    const { id } = await owner.post('/filings', contentOf(serial, photoIds), 201)
    const submitted = await owner.post(`/filings/${id}/submit`)
    expect(submitted.status).toBe('SUBMITTED')
    return id
  }
  return {
    /** Files and submits `count` machines, eight at a time. */
    file: async (count: number): Promise<string[]> => {
      const ids: string[] = []
      while (ids.length < count) {
        const batch = Math.min(8, count - ids.length)
        ids.push(...(await Promise.all(Array.from({ length: batch }, fileOne))))
      }
      return ids
    },
    close: () => api.dispose(),
  }
}

function contentOf(serial: string, photoIds: string[]) {
  return {
    kind: 'MACHINE',
    districtCode: '110101',
    placeCode: 'CONSTRUCTION_SITE',
    placeDetail: '东直门外大街改造工程',
    hasNameplate: true,
    photos: SLOTS.map((slot, index) => ({ slot, photoId: photoIds[index] })),
    machine: { categoryCode: 'EXCAVATOR', name: '挖掘机', serial },
    engine: { fuelCode: 'DIESEL', serial: `E${serial}` },
  }
}
