/** Categories of the ministry's notice that are never farm machines. 其他 and those added by an administrator may be. */
const NO_FARM = new Set([
  ...['EXCAVATOR', 'CRANE', 'BULLDOZER', 'LOADER', 'ROLLER', 'PAVER', 'GRADER', 'FORKLIFT', 'PILE_DRIVER'],
  ...[
    'STACKER',
    'TRACTOR',
    'SHUTTLE_BUS',
    'ONSITE_VEHICLE',
    'ONSITE_TRUCK',
    'ONSITE_COACH',
    'ONSITE_SPECIAL',
  ],
  ...[
    'ROTARY_DRILL',
    'DYNAMIC_COMPACTOR',
    'OFF_HIGHWAY_TRUCK',
    'AERIAL_PLATFORM',
    'GENERATOR_SET',
    'AIR_COMPRESSOR',
  ],
])
/** False: certainly no farm machine; null: the category does not decide it. */
export const farmOf = (categoryCode: string | null | undefined) =>
  NO_FARM.has(categoryCode ?? '') ? false : null
