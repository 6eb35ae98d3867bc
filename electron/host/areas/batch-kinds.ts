/** Every batch that can be made, in one place: pages rehearse and accept them, files and papers prove them. */
import { couponBatch } from '#host/areas/coupons/batch-kind.ts'
import { grantBatch, reclaimBatch } from '#host/areas/funds/batch-kind.ts'
import { assignBatch, takeBackBatch } from '#host/areas/managers/batch-kind.ts'

export const batchKinds = [couponBatch, grantBatch, reclaimBatch, assignBatch, takeBackBatch] as const
