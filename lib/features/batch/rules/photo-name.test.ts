import { describe, expect, it } from 'vitest'
import { isPhotoFile, machinesCalled, readPhotoName } from './photo-name'

describe('the name of a photo', () => {
  it.each([
    ['SD16AA111446-铭牌.jpg', 'SD16AA111446', 'MACHINE_PLATE'],
    ['SD16-AA-111446-发动机铭牌.JPG', 'SD16-AA-111446', 'ENGINE_PLATE'],
    ['车队/SD16AA111446/机身正面照片.png', 'SD16AA111446', 'BODY_FRONT'],
    ['第12行_正面偏右 45°.jpeg', '第12行', 'BODY_FRONT_RIGHT'],
    ['第12行 机身正面偏右45°照片.jpeg', '第12行', 'BODY_FRONT_RIGHT'],
    ['SD16-AA-111446 机械铭牌照片.JPG', 'SD16-AA-111446', 'MACHINE_PLATE'],
    ['A1 - 后面.heic', 'A1', 'BODY_REAR'],
    ['A1－右侧.webp', 'A1', 'BODY_RIGHT'],
    ['A1/环保信息随车清单照片（反面）.jpg', 'A1', 'CHECKLIST_BACK'],
    ['A1/其它2.jpg', 'A1', 'OTHER_2'],
    ['A1-DPF铭牌.jpg', 'A1', 'DPF_PLATE'],
    ['./A1-铭牌.jpg', 'A1', 'MACHINE_PLATE'],
    ['./车队/./A1/铭牌.jpg', 'A1', 'MACHINE_PLATE'],
    ['A1-BODY_REAR.jpg'.replace('_', ''), undefined, undefined],
  ])('%s', (name, key, slot) => {
    const read = readPhotoName(name)
    if (key === undefined) expect(read).toHaveProperty('fault')
    else expect(read).toEqual({ key, slot })
  })

  it.each([
    '铭牌.jpg',
    'IMG_2034.jpg',
    'A1-铭牌 (2).jpg',
    'A1-铭牌.pdf',
    'A1-某处.jpg',
    '../../A1-铭牌.jpg',
    'A1/../铭牌.jpg',
  ])('%s says why it is not used', (name) => {
    expect(readPhotoName(name)).toHaveProperty('fault')
  })

  it('is not asked of what computers add', () => {
    const names = ['__MACOSX/A1/._铭牌.jpg', 'A1/', 'A1/Thumbs.db', '.DS_Store', 'A1/铭牌.jpg']
    expect(names.filter(isPhotoFile)).toEqual(['A1/铭牌.jpg'])
    // Steps of a path are nothing that computers add: such a file is listed, not passed over.
    expect(['./A1-铭牌.jpg', '../../x.jpg', 'A1/../x.jpg', './.DS_Store'].filter(isPhotoFile)).toHaveLength(3)
  })
})

describe('the machine that a name calls', () => {
  const machines = [
    { line: 3, codes: ['SD16AA1', null] },
    { line: 4, codes: ['SD16AA2', 'PIN4'] },
    { line: 5, codes: ['SD16AA2', null] },
  ]
  it('is found by line or code in any spelling, and all are named when there are several', () => {
    expect(machinesCalled('第4行', machines).map(({ line }) => line)).toEqual([4])
    expect(machinesCalled('sd16-aa.1', machines).map(({ line }) => line)).toEqual([3])
    expect(machinesCalled('pin4', machines).map(({ line }) => line)).toEqual([4])
    expect(machinesCalled('SD16AA2', machines).map(({ line }) => line)).toEqual([4, 5])
    expect(machinesCalled('4', machines)).toEqual([])
    expect(machinesCalled('无', machines)).toEqual([])
  })
})
