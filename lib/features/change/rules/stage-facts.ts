/** Fields that determine the stage (lib/features/filing/rules/stage.ts). */
export const STAGE_FACTS = [
  'engine.fuelCode',
  'engine.manufacturedOn',
  'engine.ratedPowerKw',
  'machine.manufacturedOn',
  'codes.disclosureNumber',
  'codes.engineApprovalNumber',
] as const
