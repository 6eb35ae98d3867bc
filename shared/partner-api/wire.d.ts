// Made from openapi.json by build/scripts/wire-types.ts (openapi-typescript). Do not edit.

export interface paths {
    "/v2/accounts/customer-accounts/account-change-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Customer income and expense
         * @description Not for resale customers of a partner.
         */
        get: operations["ListCustomerAccountChangeRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/accounts/customer-accounts/balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Own balances of a customer */
        get: operations["ShowCustomerAccountBalances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/accounts/customer-accounts/balances/batch-query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Balances of resale customers, in bulk
         * @description Customers that are not resale customers are dropped from the answer without an error.
         */
        post: operations["ListCustomersBalancesDetail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/accounts/partner-accounts/account-change-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Partner income and expense
         * @description Dates are days in UTC+8; default window: one year back to today.
         */
        get: operations["ListPartnerAccountChangeRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/accounts/partner-accounts/adjust-amount": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Grant funds to a customer
         * @description Resale customers only. Ceiling: amount - designated_amount of the partner balance.
         */
        post: operations["UpdateCustomerAccountAmount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/accounts/partner-accounts/balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Partner account balances */
        get: operations["ListPartnerBalances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/accounts/partner-accounts/indirect-partner-adjust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Grant funds to a reseller */
        post: operations["UpdateIndirectPartnerAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/accounts/partner-accounts/indirect-partner-reclaim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back funds from a reseller */
        post: operations["ReclaimIndirectPartnerAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/accounts/partner-accounts/reclaim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back funds from a customer */
        post: operations["ReclaimToPartnerAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/bases/conversions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Unit conversions */
        get: operations["ListConversions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/bases/measurements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Units of measure */
        get: operations["ListMeasureUnits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/bases/verificationcode/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a registration or bank-card code */
        post: operations["SendVerificationMessageCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/bills/customer-bills/fee-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Own transaction bills of a customer */
        get: operations["ListCustomerBillsFeeRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/bills/customer-bills/free-resources-usage-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Deduction records of packages
         * @description Window of 90 days at most.
         */
        get: operations["ListFreeResourcesUsageRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/bills/customer-bills/monthly-sum": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Own monthly sum of a customer */
        get: operations["ShowCustomerMonthlySum"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/bills/customer-bills/res-fee-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Own resource spend of a customer */
        get: operations["ListCustomerselfResourceRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/bills/customer-bills/res-records/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Own resource detail of a customer */
        post: operations["ListCustomerselfResourceRecordDetails"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/bills/customer-bills/resources/usage/details": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 95-peak usage points */
        get: operations["ListResourceUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/bills/customer-bills/resources/usage/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 95-peak usage by month */
        get: operations["ListResourceUsageSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/bills/partner-bills/subcustomer-bills/monthly-sum": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Monthly sums by resale customer
         * @description Data to the end of the day before; refreshed daily from 16:00, at the latest by 24:00 (UTC+8). Without customer_id: all customers that spent partner-granted funds. Amounts before tax.
         */
        get: operations["ListSubcustomerMonthlyBills"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/bills/ratings/on-demand-resources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Quote pay-per-use products
         * @description Needs a customer token (agency) and that customer's project_id.
         */
        post: operations["ListOnDemandResourceRatings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/bills/ratings/period-resources/renew-rate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Quote renewals */
        post: operations["ListRenewRateOnPeriod"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/bills/ratings/period-resources/subscribe-rate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Quote yearly/monthly products
         * @description Needs a customer token (agency) and that customer's project_id.
         */
        post: operations["ListRateOnPeriodDetail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/bills/subcustomer-bills/res-fee-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Bill lines of one customer
         * @description Near real time; cycles of the last 18 months. Resale and referral customers.
         */
        get: operations["ListSubCustomerBillDetail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/bills/subcustomer-bills/res-fee-records/sub-customers/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Customers with spend in a cycle
         * @description Also lists customers no longer associated that spent in the cycle while they were.
         */
        post: operations["ListConsumeSubCustomers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/costs/cost-analysed-bills/monthly-breakdown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Monthly amortized cost */
        get: operations["ListCustomerBillsMonthlyBreakDown"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/customers/real-name-auth-qrcode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Face-verification QR code */
        get: operations["ShowRealNameAuthQrCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/customers/real-name-auth-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Own real-name status */
        get: operations["ShowRealNameAuthStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/customers/realname-auths/enterprise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Apply to change individual to company */
        put: operations["ChangeEnterpriseRealnameAuthentication"];
        /** Apply for company real-name verification */
        post: operations["CreateEnterpriseRealnameAuthentication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/customers/realname-auths/individual": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Apply for individual real-name verification */
        post: operations["CreatePersonalRealnameAuth"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/customers/realname-auths/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Real-name review result */
        get: operations["ShowRealnameAuthenticationReviewResult"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/enterprises/enterprise-projects/authority": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enable enterprise projects */
        post: operations["CreateEnterpriseProjectAuth"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/enterprises/multi-accounts/enterprise-organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Organization tree */
        get: operations["ListEnterpriseOrganizations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/enterprises/multi-accounts/retrieve-amount": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Member's reclaimable funds */
        get: operations["ListEnterpriseMultiAccount"];
        put?: never;
        /** Take back funds from a member */
        post: operations["ReclaimSubEnterpriseAmount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/enterprises/multi-accounts/retrieve-coupon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back a coupon from a member */
        post: operations["ReclaimEnterpriseMultiAccountCoupon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/enterprises/multi-accounts/retrieve-coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Member's reclaimable coupons */
        get: operations["ListMultiAccountRetrieveCoupons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/enterprises/multi-accounts/sm-verification-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** SMS code for a member account */
        post: operations["SendSmsVerificationCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/enterprises/multi-accounts/sub-customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Member accounts */
        get: operations["ListEnterpriseSubCustomers"];
        put?: never;
        /** Create a member account */
        post: operations["CreateSubEnterpriseAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/enterprises/multi-accounts/transfer-amount": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Master's transferable funds */
        get: operations["ShowMultiAccountTransferAmount"];
        put?: never;
        /** Transfer funds to a member */
        post: operations["UpdateSubEnterpriseAmount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/enterprises/multi-accounts/transfer-coupon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Transfer a coupon to a member */
        post: operations["ClaimEnterpriseMultiAccountCoupon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/enterprises/multi-accounts/transfer-coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Master's transferable coupons */
        get: operations["ListMultiAccountTransferCoupons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/orders/customer-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search orders
         * @description create_time and payment_time windows: one year at most.
         */
        get: operations["ListCustomerOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/orders/customer-orders/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Cancel an unpaid order */
        put: operations["CancelCustomerOrder"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/orders/customer-orders/details/{order_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One order with its lines */
        get: operations["ShowCustomerOrderDetails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/orders/customer-orders/order-coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Coupons usable for an order */
        get: operations["ListOrderCouponsByOrderId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/orders/customer-orders/order-discounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Discounts usable for an order */
        get: operations["ListOrderDiscounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/orders/customer-orders/refund-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Refund breakdown of an order */
        get: operations["ShowRefundOrderDetails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/orders/subscriptions/resources/autorenew/{resource_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn auto renewal on
         * @description The debit runs at 03:00 from 7 days before expiry.
         */
        post: operations["AutoRenewalResources"];
        /** Turn auto renewal off */
        delete: operations["CancelAutoRenewalResources"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/orders/subscriptions/resources/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew yearly/monthly resources
         * @description Attached resources are renewed with their main resource. With is_auto_pay=0 it leaves an unpaid order per call.
         */
        post: operations["RenewalResources"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/orders/subscriptions/resources/renew/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Auto-renewal debit day or common expiry day */
        post: operations["SetResourcesRenewConfig"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/orders/subscriptions/resources/to-on-demand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch to pay-per-use at expiry, set or cancel */
        post: operations["UpdatePeriodToOnDemand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/orders/subscriptions/resources/to-on-demand/instantly": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch to pay-per-use now */
        post: operations["UpdatePeriodToOnDemandInstantly"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/orders/subscriptions/resources/unsubscribe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unsubscribe resources
         * @description Attached resources go with their main resource; a resource not in the recycle bin cannot be restored.
         */
        post: operations["CancelResourcesSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/orders/suscriptions/resources/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Yearly/monthly resources
         * @description Despite its name: yearly/monthly resources. A partner must send customer_id. Only resources whose opening succeeded.
         */
        post: operations["ListPayPerUseCustomerResources"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/partners/coupon-quotas/indirect-partner-adjust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give voucher quota to resellers */
        post: operations["UpdateCouponQuotas"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/partners/coupon-quotas/indirect-partner-reclaim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back reseller voucher quota */
        post: operations["ReclaimCouponQuotas"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/partners/coupon-quotas/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Coupon quotas the partner holds */
        post: operations["ListQuotaCoupons"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/partners/coupon-quotas/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Issue and reclaim log of reseller quotas */
        get: operations["ListCouponQuotasRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/partners/indirect-partners/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resellers under the distributor */
        post: operations["ListIndirectPartners"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/partners/issued-coupon-quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Voucher quotas given to resellers */
        get: operations["ListIssuedCouponQuotas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/partners/sub-customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register a customer account
         * @description The account is made at once; the association follows later. CBC.99000050 means made, association unknown: look with ListSubCustomers.
         */
        post: operations["CreateSubCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/partners/sub-customers/new-customers-tags/batch-query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * New-customer tags by customer
         * @description Accounts that are not the partner's customers are dropped without an error.
         */
        post: operations["ListSubCustomerNewTag"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/partners/sub-customers/on-demand-resources/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pay-per-use resources of a customer */
        post: operations["ListCustomerOnDemandResources"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/partners/sub-customers/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search the partner's customers
         * @description All filters optional; text filters match a prefix, a suffix or a middle part, without spaces.
         */
        post: operations["ListSubCustomers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/partners/sub-customers/users/check-identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check a login, mobile or e-mail before registration */
        post: operations["CheckUserIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/payments/free-resources/usages/details/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Usage of package items */
        post: operations["ListFreeResourceUsages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/products/incentive-discount-policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Discount and incentive policy by service
         * @description Shows the policy as of the last second of the month asked for.
         */
        get: operations["ListIncentiveDiscountPolicies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/products/resource-specs-query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resource specs of one resource type */
        post: operations["ListResourceSpecs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/products/resource-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Resource types */
        get: operations["ListResourceTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/products/service-resources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Resource types of one service */
        get: operations["ListServiceResources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/products/service-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cloud service types */
        get: operations["ListServiceTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/products/usage-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Usage types */
        get: operations["ListUsageTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/promotions/benefits/account-change-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Coupon income and expense of a customer
         * @description Not for resale customers of a partner.
         */
        get: operations["ListCustomerCouponChangeRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/promotions/benefits/coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Coupons owned by the caller
         * @description Coupons whose validity ended more than a year ago are left out. With partner credentials it shows the partner's own coupons; for a customer's coupons use that customer's token.
         */
        get: operations["ListSubCustomerCoupons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/promotions/benefits/partner-coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Coupons issued to customers
         * @description Resale customers only. Coupons whose validity ended more than two years ago are left out.
         */
        get: operations["ListIssuedPartnerCoupons"];
        put?: never;
        /**
         * Issue coupons to customers
         * @description Resale customers only. One call can succeed for some customers and fail for others: read both lists.
         */
        post: operations["CreatePartnerCoupons"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/promotions/benefits/partner-coupons/reclaim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back one issued coupon
         * @description Resale customers only.
         */
        post: operations["ReclaimPartnerCoupons"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/promotions/benefits/partner-coupons/records/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Issue and reclaim log of coupons */
        get: operations["ListPartnerCouponsRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/promotions/benefits/stored-value-cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Stored-value cards of a customer */
        get: operations["ListStoredValueCards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/systems/configs/cities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cities of a province */
        get: operations["ListCities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/systems/configs/counties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counties of a city */
        get: operations["ListCounties"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/systems/configs/provinces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Provinces */
        get: operations["ListProvinces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/accounts/partner-accounts/adjust-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Grant and reclaim records
         * @description A customer outside the caller's scope gives HTTP 200 with no rows. Paid-for and referral customers give no rows.
         */
        get: operations["ListPartnerAdjustRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/orders/customer-orders/pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pay an unpaid order
         * @description Monthly settlement first, then cash, then credit. The caller is the customer (or a token swapped by agency).
         */
        post: operations["PayOrders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/payments/free-resources/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resource packages */
        post: operations["ListFreeResourceInfos"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v4/costs/cost-analysed-bills/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cost analysis */
        post: operations["ListCosts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccountBalanceV2: {
            account_id?: string;
            /** Format: int32 */
            account_type?: number;
            /** Format: double */
            amount?: number;
            currency?: string;
            /** Format: double */
            designated_amount?: number;
            /**
             * Format: double
             * @description Only with account_type 2.
             */
            credit_amount?: number;
            /** Format: int32 */
            measure_id?: number;
            memo?: string;
        };
        AccountBalanceV3: {
            account_id?: string;
            /** Format: int32 */
            account_type?: number;
            amount?: number;
            currency?: string;
            designated_amount?: number;
            credit_amount?: number;
            /** Format: int32 */
            measure_id?: number;
        };
        AccountChangeRecord: {
            account_change_id?: string;
            trade_detail_type?: string;
            /** Format: date-time */
            trade_time?: string;
            trade_id?: string;
            change_amount?: string;
            balance_after_change?: string;
            type?: string;
            customer_id?: string;
            account_name?: string;
        };
        AccountManager: {
            account_name?: string;
        };
        AdjustAccountReq: {
            customer_id: string;
            /** @description At most amount - designated_amount of the partner balance. */
            amount: number;
            /** @description Set when the funds come from a reseller; a shortfall then means the reseller's balance. */
            indirect_partner_id?: string;
        };
        AdjustCouponQuotasReq: {
            quota_id: string;
            indirect_partner_ids: string[];
            /** @description For each reseller in the list. An official sample sends it as a string. */
            quota_amount: number;
        };
        AdjustRecordV3: {
            customer_id?: string;
            customer_name?: string;
            operation_type?: string;
            amount?: string;
            currency?: string;
            apply_scene?: string;
            /** Format: date-time */
            operation_time?: string;
            /** Format: int32 */
            measure_id?: number;
            trans_id?: string;
            memo?: string;
        };
        AdjustToIndirectPartnerReq: {
            indirect_partner_id: string;
            amount: number;
        };
        AgentPayInfoV2: {
            paying_agent_id?: string;
            is_agent_pay?: boolean;
        };
        AmountInfomationV2: {
            discounts?: components["schemas"]["DiscountItemV2"][];
            /** Format: double */
            flexipurchase_coupon_amount?: number;
            /** Format: double */
            coupon_amount?: number;
            /** Format: double */
            stored_card_amount?: number;
            /** Format: double */
            commission_amount?: number;
            /** Format: double */
            consumed_amount?: number;
        };
        ApplyEnterpriseRealnameAuthsReq: {
            customer_id: string;
            /**
             * Format: int32
             * @enum {integer}
             */
            identify_type: 1;
            /**
             * Format: int32
             * @enum {integer}
             */
            certificate_type?: 0 | 1 | 2 | 3 | 4 | 99;
            verified_file_url: string[];
            corp_name: string;
            verified_number: string;
            reg_country?: string;
            reg_address?: string;
            xaccount_type: string;
            enterprise_person?: components["schemas"]["EnterprisePersonNew"];
        };
        ApplyIndividualRealnameAuthsReq: {
            customer_id: string;
            /**
             * Format: int32
             * @enum {integer}
             */
            identify_type: 0 | 4;
            /**
             * Format: int32
             * @enum {integer}
             */
            verified_type?: 3 | 5 | 6 | 9 | 10;
            verified_file_url: string[];
            name: string;
            verified_number: string;
            /**
             * Format: int32
             * @enum {integer}
             */
            change_type?: -1;
            xaccount_type: string;
            bank_card_info?: components["schemas"]["BankCardInfoV2"];
        };
        AutoRenewalResourcesReq: {
            /**
             * Format: int32
             * @description 0 = no limit.
             */
            auto_renew_times?: number;
            /** @enum {string} */
            period_type?: "MONTH" | "YEAR";
        };
        AvailRetrieveCoupons: {
            coupon_id?: string;
            plan_name?: string;
            sub_coupon_id?: string;
            balance?: string;
            /** Format: date-time */
            effective_time?: string;
            /** Format: date-time */
            expire_time?: string;
            use_limits?: components["schemas"]["ICouponUseLimitInfoV2"][];
        };
        AvailTransferCoupon: {
            coupon_id?: string;
            plan_name?: string;
            balance?: string;
            /** Format: date-time */
            effective_time?: string;
            /** Format: date-time */
            expire_time?: string;
            use_limits?: components["schemas"]["ICouponUseLimitInfoV2"][];
        };
        AzCodeInfo: {
            az_code?: string;
        };
        BalanceTypeDeductSumV2: {
            balance_type?: string;
            /** @description Negative for bill_type 1 and 2. */
            amount?: number;
            bill_type?: string;
        };
        BankCardInfoV2: {
            bank_account: string;
            areacode: string;
            mobile: string;
            verification_code: string;
        };
        BillSumInfoV2: {
            customer_id?: string;
            cloud_service_type?: string;
            cloud_service_type_name?: string;
            bill_type?: string;
            charge_mode?: string;
            /** @description Negative for bill_type 1 and 2. */
            amount?: number;
            debt_amount?: number;
            adjustment_amount?: number;
            discount_amount?: number;
            /** Format: int32 */
            measure_id?: number;
            account_details?: components["schemas"]["BalanceTypeDeductSumV2"][];
            resource_type_code?: string;
            resource_type_name?: string;
        };
        BillSumRecordInfoV2: {
            bill_cycle?: string;
            resource_type_code?: string;
            service_type_code?: string;
            service_type_name?: string;
            resource_type_name?: string;
            /** Format: int32 */
            charging_mode?: number;
            official_amount?: number;
            official_discount_amount?: number;
            truncated_amount?: number;
            consume_amount?: number;
            coupon_amount?: number;
            flexipurchase_coupon_amount?: number;
            stored_value_card_amount?: number;
            debt_amount?: number;
            writeoff_amount?: number;
            cash_amount?: number;
            credit_amount?: number;
            /** Format: int32 */
            measure_id?: number;
            /** Format: int32 */
            bill_type?: number;
            customer_id?: string;
            account_name?: string;
        };
        CancelCustomerOrderReq: {
            order_id: string;
        };
        CancelResourcesSubscriptionResponse: {
            order_ids?: string[];
            fail_resource_infos?: components["schemas"]["FailResourceInfo"][];
        };
        ChangeEnterpriseRealnameAuthenticationResponse: {
            /** Format: int32 */
            is_review?: number;
        };
        ChangeEnterpriseRealnameAuthsReq: {
            customer_id: string;
            /**
             * Format: int32
             * @enum {integer}
             */
            identify_type: 1;
            /**
             * Format: int32
             * @enum {integer}
             */
            certificate_type?: 0 | 1 | 2 | 3 | 4 | 99;
            verified_file_url: string[];
            corp_name: string;
            verified_number: string;
            reg_country?: string;
            reg_address?: string;
            /**
             * Format: int32
             * @enum {integer}
             */
            change_type: 1;
            xaccount_type: string;
            enterprise_person?: components["schemas"]["EnterprisePersonNew"];
        };
        CheckSubcustomerUserReq: {
            /** @enum {string} */
            search_type: "email" | "mobile" | "name";
            search_value: string;
        };
        CheckUserIdentityResponse: {
            error_code?: string;
            error_msg?: string;
            check_result?: string;
            /** Format: int32 */
            mobile_remain_available_num?: number;
        };
        City: {
            code?: string;
            name?: string;
        };
        ClaimEnterpriseMultiAccountCouponResponse: {
            sub_coupon_id?: string;
        };
        CloudServiceBasic: {
            cloud_service_type?: string;
            cloud_service_type_name?: string;
            resource_type?: string;
            resource_type_name?: string;
            resource_spec?: string;
            resource_spec_name?: string;
            charge_mode?: string;
            region_code?: string;
        };
        Conversion: {
            /** Format: int32 */
            measure_id?: number;
            /** Format: int32 */
            ref_measure_id?: number;
            /** Format: int64 */
            conversion_ratio?: number;
            /** Format: int32 */
            measure_type?: number;
        };
        Cost: {
            time_dimension_value?: string;
            /** Format: int32 */
            time_measure_id?: number;
            amount?: string;
            official_amount?: string;
        };
        CostDataByDimension: {
            dimensions?: components["schemas"]["DimensionGroup"][];
            costs?: components["schemas"]["Cost"][];
            amount_by_costs?: string;
            official_amount_by_costs?: string;
        };
        CostUnitPair: {
            cost_unit_name?: string;
            cost_unit_rule_value?: string;
        };
        County: {
            code?: string;
            name?: string;
        };
        CouponInfoV2: {
            coupon_id?: string;
            coupon_code?: string;
            /** Format: int32 */
            status?: number;
            /** Format: int32 */
            coupon_type?: number;
            /** Format: int32 */
            measure_id?: number;
            /** Format: double */
            face_value?: number;
            /** Format: date-time */
            effective_time?: string;
            /** Format: date-time */
            expire_time?: string;
            plan_name?: string;
            plan_desc?: string;
            use_limits?: components["schemas"]["LimitInfoV2"][];
            /** Format: date-time */
            active_time?: string;
            /** Format: date-time */
            last_used_time?: string;
            /** Format: date-time */
            create_time?: string;
            /** Format: int32 */
            coupon_version?: number;
            /** Format: double */
            balance?: number;
            used_by_order_id?: string;
            coupon_usage?: string;
            /** Format: int32 */
            coupon_group?: number;
        };
        CouponMaxUseQuantity: {
            /** Format: int32 */
            coupon_type?: number;
            /** Format: int32 */
            coupon_group?: number;
            /** Format: int32 */
            use_quantity_value?: number;
        };
        CouponQuotaV2: {
            quota_id?: string;
            /** Format: int32 */
            quota_type?: number;
            /** Format: date-time */
            create_time?: string;
            /** Format: date-time */
            last_update_time?: string;
            quota_value?: number;
            /** Format: int32 */
            quota_status?: number;
            balance?: number;
            /** Format: int32 */
            measure_id?: number;
            currency?: string;
            /** Format: date-time */
            effective_time?: string;
            /** Format: date-time */
            expire_time?: string;
            limit_infos?: components["schemas"]["QuotaLimitInfo"][];
        };
        CouponRecordV2: {
            id?: string;
            operation_type?: string;
            quota_id?: string;
            /** Format: int32 */
            quota_type?: number;
            coupon_id?: string;
            customer_id?: string;
            /** @description Face value on issue; the sum taken back on reclaim. */
            operation_amount?: number;
            /** Format: date-time */
            operation_time?: string;
            result?: string;
            /** @description Remark of the operation. */
            remark?: string;
        };
        CouponSimpleInfo: {
            /** @description Customer ID that got the coupon. */
            id?: string;
            coupon_id?: string;
        };
        CouponSimpleInfoOrderPayV3: {
            id: string;
            /**
             * Format: int32
             * @enum {integer}
             */
            type: 300 | 301 | 302 | 303;
        };
        CreateCustomerV2Req: {
            /** @description 5 to 32 characters, pattern ^([a-zA-Z_-]([a-zA-Z0-9_-])*)$, not all digits, not starting with op_ or shadow_. Absent: made up by the server. */
            domain_name?: string;
            mobile_phone?: string;
            verification_code?: string;
            /** @description The partner's own unique user ID; a second use is refused. */
            xaccount_id: string;
            xaccount_type: string;
            password?: string;
            /** @enum {string} */
            is_close_market_ms?: "true" | "false";
            /** @description 1 = referral; absent or other = resale. */
            cooperation_type?: string;
            indirect_partner_id?: string;
            /** @description true: wait for the association result. */
            include_association_result?: boolean;
        };
        CreateEnterpriseRealnameAuthenticationResponse: {
            /** Format: int32 */
            is_review?: number;
        };
        CreatePartnerCouponsReq: {
            quota_id: string;
            customer_ids: string[];
            face_value: number;
            /**
             * Format: date-time
             * @description Absent: start of the quota.
             */
            valid_time?: string;
            /**
             * Format: date-time
             * @description Absent: end of the quota.
             */
            expire_time?: string;
            /** @description Absent: as the quota; never wider than the quota. */
            cloud_service_types?: string[];
            /** @description Absent: as the quota; never wider than the quota. */
            product_ids?: string[];
            /** @description Free text kept with the issue; a place for a client reference. */
            memo?: string;
            indirect_partner_id?: string;
        };
        CreatePartnerCouponsResponse: {
            error_details?: components["schemas"]["ErrorDetail"][];
            coupon_infos?: components["schemas"]["CouponSimpleInfo"][];
        };
        CreatePersonalRealnameAuthResponse: {
            /** Format: int32 */
            is_review?: number;
        };
        CreateSubCustomerReqV2: {
            party_id: string;
            display_name?: string;
            /**
             * Format: int32
             * @enum {integer}
             */
            sub_customer_association_type: 1;
            permission_ids?: string[];
            new_sub_customer: components["schemas"]["NewCustomerV2"];
            /**
             * Format: int32
             * @enum {integer}
             */
            financial_custody?: 0 | 1;
        };
        CreateSubCustomerResponse: {
            domain_id?: string;
            domain_name?: string;
        };
        CustomerAccountChangeRecord: {
            account_change_id?: string;
            trade_detail_type?: string;
            /** Format: date-time */
            trade_time?: string;
            trade_id?: string;
            change_amount?: string;
            balance_after_change?: string;
            revenue_expense_type?: string;
            bill_cycle?: string;
            payment_channel_id?: string;
            payment_channel_no?: string;
            /** @description One time, or a begin and an end for metered lines. */
            consume_time?: string;
            account_name?: string;
            cloud_service_type_name?: string;
            resource_type_name?: string;
        };
        CustomerBalancesV2: {
            customer_id?: string;
            debt_amount?: number;
            amount?: number;
            currency?: string;
            /** Format: int32 */
            measure_id?: number;
        };
        CustomerCouponChangeRecord: {
            coupon_id?: string;
            trade_detail_type?: string;
            /** Format: date-time */
            trade_time?: string;
            trade_id?: string;
            change_amount?: string;
            balance_after_change?: string;
            revenue_expense_type?: string;
            bill_cycle?: string;
            account_name?: string;
            cloud_service_type_name?: string;
            resource_type_name?: string;
        };
        CustomerInfoV2: {
            customer_id: string;
        };
        CustomerInformation: {
            customer?: string;
            account_name?: string;
            customer_id?: string;
            /** Format: date-time */
            associated_on?: string;
            association_type?: string;
            label?: string;
            telephone?: string;
            verified_status?: string;
            country_code?: string;
            /** Format: int32 */
            customer_type?: number;
            /** Format: int32 */
            is_frozen?: number;
            account_managers?: components["schemas"]["AccountManager"][];
            xaccount_id?: string;
            xaccount_type?: string;
            customer_level?: string;
            email?: string;
        };
        CustomerOnDemandResource: {
            customer_id?: string;
            region_code?: string;
            availability_zone_code?: string;
            service_type_code?: string;
            resource_type_code?: string;
            service_type_name?: string;
            resource_type_name?: string;
            resource_id?: string;
            resource_name?: string;
            /** Format: date-time */
            effective_time?: string;
            /** Format: date-time */
            expire_time?: string;
            /** Format: int32 */
            status?: number;
            resource_spec_code?: string;
            resource_info?: string;
            product_spec_desc?: string;
        };
        CustomerOrderV2: {
            order_id?: string;
            customer_id?: string;
            service_type_code?: string;
            service_type_name?: string;
            /** Format: int32 */
            source_type?: number;
            /** Format: int32 */
            status?: number;
            /** Format: int32 */
            order_type?: number;
            /** Format: double */
            amount_after_discount?: number;
            /** Format: double */
            official_amount?: number;
            /** Format: int32 */
            measure_id?: number;
            /** Format: date-time */
            create_time?: string;
            /** Format: date-time */
            payment_time?: string;
            currency?: string;
            contract_id?: string;
            amount_info?: components["schemas"]["AmountInfomationV2"];
            enterprise_projects?: components["schemas"]["EnterpriseProject"][];
            sub_order_infos?: components["schemas"]["SubCustomerOrderV2"][];
            agent_pay_info?: components["schemas"]["AgentPayInfoV2"];
        };
        CustomerOrderV3: {
            order_id?: string;
            customer_id?: string;
            service_type_code?: string;
            service_type_name?: string;
            /** Format: int32 */
            source_type?: number;
            /** Format: int32 */
            status?: number;
            /** Format: int32 */
            order_type?: number;
            /** Format: double */
            amount_after_discount?: number;
            /** Format: double */
            official_amount?: number;
            /** Format: int32 */
            measure_id?: number;
            /** Format: date-time */
            create_time?: string;
            /** Format: date-time */
            payment_time?: string;
            currency?: string;
            contract_id?: string;
            amount_info?: components["schemas"]["AmountInfomationV2"];
            user_name?: string;
            /** Format: date-time */
            pending_payment_end_time?: string;
            sub_order_infos?: components["schemas"]["SubCustomerOrderV3"][];
        };
        DemandDiscountRatingResult: {
            discount_id?: string;
            /** Format: int32 */
            discount_type?: number;
            amount?: number;
            /** Format: int32 */
            measure_id?: number;
            discount_name?: string;
        };
        DemandProductInfo: {
            /** @description Unique within the request; ties the answer to the line. */
            id: string;
            cloud_service_type: string;
            resource_type: string;
            resource_spec: string;
            region: string;
            available_zone?: string;
            /**
             * Format: int32
             * @description Linear products (disk, bandwidth) only.
             */
            resource_size?: number;
            /**
             * Format: int32
             * @enum {integer}
             */
            size_measure_id?: 15 | 17 | 14;
            usage_factor: string;
            usage_value: number;
            /** Format: int32 */
            usage_measure_id: number;
            /** Format: int32 */
            subscription_num: number;
        };
        DemandProductRatingResult: {
            id?: string;
            product_id?: string;
            /** @description Price after discount; the SDK label is ambiguous, check that it equals official_website_amount - discount_amount. */
            amount?: number;
            discount_amount?: number;
            official_website_amount?: number;
            /** Format: int32 */
            measure_id?: number;
            discount_rating_results?: components["schemas"]["DemandDiscountRatingResult"][];
        };
        DimensionGroup: {
            key?: string;
            value?: string;
        };
        DiscountInfoV3: {
            discount_id?: string;
            discount_value?: string;
            /** Format: int32 */
            discount_type?: number;
            orders?: components["schemas"]["OrderV3"][];
        };
        DiscountItemV2: {
            discount_type?: string;
            /** Format: double */
            discount_amount?: number;
        };
        DiscountSimpleInfoV3: {
            id: string;
            /**
             * Format: int32
             * @enum {integer}
             */
            type: 0 | 2 | 3;
        };
        EmChildNodeV2: {
            relation_id?: string;
            id?: string;
            name?: string;
            child_nodes?: components["schemas"]["EmChildNodeV2"][];
        };
        EnterprisePersonNew: {
            legel_name: string;
            legel_id_number: string;
            /** @enum {string} */
            certifier_role?: "legalPerson";
        };
        EnterpriseProject: {
            id?: string;
            name?: string;
        };
        ErrorDetail: {
            error_code?: string;
            error_msg?: string;
            /** @description Customer ID (or batch item) that failed. */
            id?: string;
        };
        FailResourceInfo: {
            error_code?: string;
            error_msg?: string;
            resource_id?: string;
        };
        FilterFactor: {
            /** @enum {string} */
            key: "CLOUD_SERVICE_TYPE" | "ASSOCIATED_ACCOUNT" | "REGION_CODE" | "RES_SPEC_CODE" | "USAGE_TYPE" | "ENTERPRISE_PROJECT_ID" | "RESOURCE_ID" | "CHARGING_MODE" | "BILL_TYPE" | "RESOURCE_TYPE" | "AZ_CODE" | "BE_ID" | "PAYER_ACCOUNT_ID" | "RESOURCE_TAG" | "COST_UNIT";
            value: string[];
        };
        FilterV2: {
            /**
             * Format: int32
             * @enum {integer}
             */
            operator: 0 | 1;
            filter_factor: components["schemas"]["FilterFactor"];
        };
        FreeResourceDetail: {
            free_resource_id?: string;
            free_resource_type_name?: string;
            /** Format: int32 */
            quota_reuse_cycle?: number;
            /** Format: int32 */
            quota_reuse_cycle_type?: number;
            usage_type_name?: string;
            /** Format: date-time */
            start_time?: string;
            /** Format: date-time */
            end_time?: string;
            amount?: number;
            original_amount?: number;
            /** Format: int32 */
            measure_id?: number;
        };
        FreeResourcePackageV3: {
            order_instance_id?: string;
            order_id?: string;
            product_id?: string;
            product_name?: string;
            enterprise_project_id?: string;
            /** Format: int32 */
            enterprise_project_scope?: number;
            /** Format: date-time */
            effective_time?: string;
            /** Format: date-time */
            expire_time?: string;
            /** Format: int32 */
            status?: number;
            service_type_code?: string;
            service_type_name?: string;
            region_code?: string;
            /** Format: int32 */
            source_type?: number;
            bundle_type?: string;
            /** Format: int32 */
            quota_reuse_mode?: number;
            free_resources?: components["schemas"]["FreeResourceV3"][];
        };
        FreeResourceRecord: {
            /** Format: date-time */
            deduct_time?: string;
            free_resource_id?: string;
            resource_id?: string;
            resource_type_code?: string;
            resource_type_name?: string;
            resource_tag?: string;
            product_id?: string;
            product_name?: string;
            usage_type_code?: string;
            available_amount?: string;
            remaining_amount?: string;
            used_amount?: string;
            /** Format: int32 */
            measure_id?: number;
            /** Format: date-time */
            effective_time?: string;
            /** Format: date-time */
            expire_time?: string;
        };
        FreeResourceV3: {
            free_resource_id?: string;
            usage_type_name?: string;
            amount?: string;
            original_amount?: string;
            /** Format: int32 */
            measure_id?: number;
        };
        GroupBy: {
            /** @enum {string} */
            type: "tag" | "cost_unit" | "dimension";
            key: string;
        };
        ICouponUseLimitInfoV2: {
            use_limiti_info_id?: string;
            limit_key?: string;
            value1?: string;
            value2?: string;
            value_unit?: string;
            limit_type?: string;
            promotion_plan_id?: string;
        };
        IQueryUserCouponsResultV2: {
            coupon_id?: string;
            coupon_code?: string;
            /** Format: int32 */
            status?: number;
            customer_id?: string;
            /** Format: int32 */
            coupon_type?: number;
            /** Format: int32 */
            measure_id?: number;
            /** Format: double */
            face_value?: number;
            /** Format: date-time */
            valid_time?: string;
            /** Format: date-time */
            expire_time?: string;
            order_id?: string;
            promotion_plan_id?: string;
            plan_name?: string;
            plan_desc?: string;
            /** Format: int32 */
            media_type?: number;
            /** Format: int32 */
            fetch_method?: number;
            use_limits?: components["schemas"]["ICouponUseLimitInfoV2"][];
            /** Format: date-time */
            active_time?: string;
            /** Format: date-time */
            reserve_time?: string;
            promotion_id?: string;
            /** Format: date-time */
            create_time?: string;
            /** Format: int32 */
            coupon_version?: number;
            /** Format: double */
            balance?: number;
            lock_order_id?: string;
            coupon_usage?: string;
            is_frozen?: string;
            currency?: string;
            extend_param1?: string;
            source_id?: string;
        };
        IQueryUserPartnerCouponsResultV2: {
            coupon_id?: string;
            /** Format: int32 */
            status?: number;
            customer_id?: string;
            /** Format: int32 */
            coupon_type?: number;
            /** Format: int32 */
            measure_id?: number;
            face_value?: number;
            /** Format: date-time */
            effective_time?: string;
            /** Format: date-time */
            expire_time?: string;
            order_id?: string;
            promotion_plan_id?: string;
            promotion_plan_name?: string;
            promotion_plan_desc?: string;
            /** Format: int32 */
            media_type?: number;
            /** Format: int32 */
            fetch_method?: number;
            use_limits?: components["schemas"]["ICouponUseLimitInfoV2"][];
            /** Format: date-time */
            active_time?: string;
            /** Format: date-time */
            last_used_time?: string;
            promotion_id?: string;
            /** Format: date-time */
            create_time?: string;
            balance?: number;
            lock_order_id?: string;
            is_frozen?: string;
        };
        IncentiveAndDiscountPolicy: {
            service_type_code?: string;
            service_type_name?: string;
            incentive_policy?: string;
            allow_discount?: string;
        };
        IndirectPartnerInfo: {
            indirect_partner_id?: string;
            mobile_phone?: string;
            email?: string;
            account_name?: string;
            name?: string;
            /** Format: date-time */
            associated_on?: string;
            account_manager_id?: string;
            account_manager_name?: string;
        };
        IssuedCouponQuota: {
            quota_id?: string;
            /** Format: int32 */
            quota_type?: number;
            /** Format: date-time */
            create_time?: string;
            /** Format: date-time */
            last_update_time?: string;
            quota_value?: number;
            /** Format: int32 */
            quota_status?: number;
            balance?: number;
            /** Format: int32 */
            measure_id?: number;
            currency?: string;
            /** Format: date-time */
            effective_time?: string;
            /** Format: date-time */
            expire_time?: string;
            limit_infos?: components["schemas"]["QuotaLimitInfo"][];
            indirect_partner_id?: string;
            indirect_partner_account_name?: string;
            indirect_partner_name?: string;
            parent_quota_id?: string;
        };
        LimitInfoV2: {
            use_limiti_info_id?: string;
            limit_key?: string;
            value1?: string;
            value2?: string;
            value_unit?: string;
            limit_type?: string;
            promotion_plan_id?: string;
        };
        LimitValue: {
            value1?: string;
            value2?: string;
        };
        ListCitiesResponse: {
            /** Format: int32 */
            count?: number;
            cities?: components["schemas"]["City"][];
        };
        ListConsumeSubCustomersReq: {
            /** @description Billing month. */
            bill_cycle: string;
            /**
             * Format: int32
             * @default 0
             */
            offset: number;
            /**
             * Format: int32
             * @default 10
             */
            limit: number;
        };
        ListConsumeSubCustomersResponse: {
            sub_customers?: components["schemas"]["SubCustomerInfoV3"][];
            /** Format: int32 */
            total_count?: number;
        };
        ListConversionsResponse: {
            conversions?: components["schemas"]["Conversion"][];
        };
        ListCostsReq: {
            time_condition: components["schemas"]["TimeCondition"];
            groupby: components["schemas"]["GroupBy"][];
            /** @enum {string} */
            cost_type: "ORIGINAL_COST" | "AMORTIZED_COST";
            /** @enum {string} */
            amount_type: "PAYMENT_AMOUNT" | "NET_AMOUNT";
            /**
             * Format: int32
             * @default 0
             */
            offset: number;
            /**
             * Format: int32
             * @default 10
             */
            limit: number;
            filters?: components["schemas"]["FilterV2"][];
        };
        ListCostsResponse: {
            currency?: string;
            /** Format: int32 */
            total_count?: number;
            cost_data?: components["schemas"]["CostDataByDimension"][];
        };
        ListCountiesResponse: {
            /** Format: int32 */
            count?: number;
            counties?: components["schemas"]["County"][];
        };
        ListCouponQuotasRecordsResponse: {
            /** Format: int32 */
            total_count?: number;
            records?: components["schemas"]["QuotaRecord"][];
        };
        ListCustomerAccountChangeRecordsResponse: {
            /** Format: int32 */
            total_count?: number;
            currency?: string;
            records?: components["schemas"]["CustomerAccountChangeRecord"][];
        };
        ListCustomerBillsFeeRecordsResponse: {
            /** Format: int32 */
            total_count?: number;
            records?: components["schemas"]["MonthlyBillRecord"][];
            currency?: string;
        };
        ListCustomerBillsMonthlyBreakDownResponse: {
            currency?: string;
            /** Format: int32 */
            total_count?: number;
            details?: components["schemas"]["NvlCostAnalysedBillDetail"][];
        };
        ListCustomerCouponChangeRecordsResponse: {
            /** Format: int32 */
            total_count?: number;
            currency?: string;
            records?: components["schemas"]["CustomerCouponChangeRecord"][];
        };
        ListCustomerOnDemandResourcesResponse: {
            resources?: components["schemas"]["CustomerOnDemandResource"][];
            /** Format: int32 */
            total_count?: number;
        };
        ListCustomerOrdersResponse: {
            /** Format: int32 */
            total_count?: number;
            order_infos?: components["schemas"]["CustomerOrderV2"][];
        };
        ListCustomersBalancesDetailResponse: {
            customer_balances?: components["schemas"]["CustomerBalancesV2"][];
        };
        ListCustomerselfResourceRecordDetailsResponse: {
            monthly_records?: components["schemas"]["MonthlyBillRes"][];
            /** Format: int32 */
            total_count?: number;
            currency?: string;
        };
        ListCustomerselfResourceRecordsResponse: {
            fee_records?: components["schemas"]["ResFeeRecordV2"][];
            /** Format: int32 */
            total_count?: number;
            currency?: string;
        };
        ListEnterpriseMultiAccountResponse: {
            /** Format: int32 */
            total_count?: number;
            amount_infos?: components["schemas"]["RetrieveAmountInfoV2"][];
        };
        ListEnterpriseOrganizationsResponse: {
            root_id?: string;
            root_name?: string;
            child_nodes?: components["schemas"]["EmChildNodeV2"][];
        };
        ListEnterpriseSubCustomersResponse: {
            /** Format: int32 */
            total_count?: number;
            sub_customer_infos?: components["schemas"]["SubCustomerInfoV2"][];
        };
        ListFreeResourceInfosReq: {
            region_code?: string;
            order_id?: string;
            product_id?: string;
            product_name?: string;
            enterprise_project_id?: string;
            /**
             * Format: int32
             * @enum {integer}
             */
            status?: 0 | 1 | 2 | 3 | 4;
            /**
             * Format: int32
             * @default 0
             */
            offset: number;
            /**
             * Format: int32
             * @default 10
             */
            limit: number;
            service_type_code_list?: string[];
        };
        ListFreeResourceInfosResponse: {
            free_resource_packages?: components["schemas"]["FreeResourcePackageV3"][];
            /** Format: int32 */
            total_count?: number;
        };
        ListFreeResourceUsagesReq: {
            free_resource_ids: string[];
        };
        ListFreeResourceUsagesResponse: {
            free_resources?: components["schemas"]["FreeResourceDetail"][];
        };
        ListFreeResourcesUsageRecordsResponse: {
            free_resource_records?: components["schemas"]["FreeResourceRecord"][];
            /** Format: int32 */
            total_count?: number;
        };
        ListIncentiveDiscountPoliciesResponse: {
            policies?: components["schemas"]["IncentiveAndDiscountPolicy"][];
            /** Format: int32 */
            total_count?: number;
        };
        ListIndirectPartnersResponse: {
            /** Format: int32 */
            count?: number;
            indirect_partners?: components["schemas"]["IndirectPartnerInfo"][];
        };
        ListIssuedCouponQuotasResponse: {
            /** Format: int32 */
            total_count?: number;
            quotas?: components["schemas"]["IssuedCouponQuota"][];
        };
        ListIssuedPartnerCouponsResponse: {
            /** Format: int32 */
            total_count?: number;
            user_coupons?: components["schemas"]["IQueryUserPartnerCouponsResultV2"][];
        };
        ListMeasureUnitsResponse: {
            measure_units?: components["schemas"]["MeasureUnitRest"][];
        };
        ListMultiAccountRetrieveCouponsResponse: {
            /** Format: int32 */
            total_count?: number;
            avail_retrieve_coupons?: components["schemas"]["AvailRetrieveCoupons"][];
        };
        ListMultiAccountTransferCouponsResponse: {
            /** Format: int32 */
            total_count?: number;
            avail_transfer_coupons?: components["schemas"]["AvailTransferCoupon"][];
        };
        ListOnDemandResourceRatingsResponse: {
            /** @description Sum after discount; the SDK label is ambiguous, check that it equals official_website_amount - discount_amount. */
            amount?: number;
            discount_amount?: number;
            official_website_amount?: number;
            /** Format: int32 */
            measure_id?: number;
            currency?: string;
            product_rating_results?: components["schemas"]["DemandProductRatingResult"][];
        };
        ListOrderCouponsByOrderIdResponse: {
            /** Format: int32 */
            count?: number;
            user_coupons?: components["schemas"]["CouponInfoV2"][];
            coupon_max_use_quantity?: components["schemas"]["CouponMaxUseQuantity"][];
        };
        ListOrderDiscountsResponse: {
            discounts?: components["schemas"]["DiscountInfoV3"][];
        };
        ListPartnerAccountChangeRecordsResponse: {
            /** Format: int32 */
            total_count?: number;
            currency?: string;
            records?: components["schemas"]["AccountChangeRecord"][];
        };
        ListPartnerAdjustRecordsResponse: {
            records?: components["schemas"]["AdjustRecordV3"][];
            /** Format: int32 */
            total_count?: number;
        };
        ListPartnerBalancesResponse: {
            account_balances?: components["schemas"]["AccountBalanceV2"][];
        };
        ListPartnerCouponsRecordResponse: {
            /** Format: int32 */
            total_count?: number;
            records?: components["schemas"]["CouponRecordV2"][];
        };
        ListPayPerUseCustomerResourcesResponse: {
            data?: components["schemas"]["OrderInstanceV2"][];
            /** Format: int32 */
            total_count?: number;
        };
        ListProvincesResponse: {
            /** Format: int32 */
            count?: number;
            provinces?: components["schemas"]["Province"][];
        };
        ListQuotaCouponsResponse: {
            /** Format: int32 */
            total_count?: number;
            quotas?: components["schemas"]["CouponQuotaV2"][];
        };
        ListRateOnPeriodDetailResponse: {
            official_website_rating_result?: components["schemas"]["OfficialWebsiteRatingResult"];
            optional_discount_rating_results?: components["schemas"]["OptionalDiscountRatingResult"][];
            currency?: string;
        };
        ListRenewRateOnPeriodReq: {
            /** @description Main resources only. */
            resource_ids: string[];
            /**
             * Format: int32
             * @enum {integer}
             */
            period_type: 2 | 3;
            /**
             * Format: int32
             * @description 1-11 for months, 1-3 for years.
             */
            period_num: number;
            include_relative_resources?: boolean;
        };
        ListRenewRateOnPeriodResponse: {
            currency?: string;
            renew_inquiry_results?: components["schemas"]["RenewInquiryResultInfo"][];
            official_website_rating_result?: components["schemas"]["OfficialWebsiteRatingResultV2"];
            optional_discount_rating_results?: components["schemas"]["OptionalDiscountRatingResultV2"][];
            fail_resource_infos?: components["schemas"]["FailResourceInfo"][];
        };
        ListResourceSpecsResponse: {
            page_info?: components["schemas"]["PageInfo"];
            cloud_service_basics?: components["schemas"]["CloudServiceBasic"][];
        };
        ListResourceTypesResponse: {
            /** Format: int32 */
            total_count?: number;
            resource_types?: components["schemas"]["ResourceTypes"][];
        };
        ListResourceUsageResponse: {
            actual_days?: string;
            band_width?: string;
            monthly_guaranteed_band_width?: string;
            monthly_peak_band_width?: string;
            /** Format: int32 */
            band_width_measure_id?: number;
            /** Format: int32 */
            total_count?: number;
            usage_info_list?: components["schemas"]["StatUsageInfo"][];
        };
        ListResourceUsageSummaryResponse: {
            /** Format: int32 */
            total_count?: number;
            summary_usage_info_list?: components["schemas"]["StatUsageSummaryInfo"][];
        };
        ListServiceResourcesResponse: {
            /** Format: int32 */
            total_count?: number;
            infos?: components["schemas"]["ServiceResourceInfo"][];
        };
        ListServiceTypesResponse: {
            /** Format: int32 */
            total_count?: number;
            service_types?: components["schemas"]["ServiceTypes"][];
        };
        ListStoredValueCardsResponse: {
            /** Format: int32 */
            total_count?: number;
            stored_value_cards?: components["schemas"]["UserStoredValueCard"][];
        };
        ListSubCustomerBillDetailResponse: {
            /** Format: int32 */
            total_count?: number;
            currency?: string;
            fee_records?: components["schemas"]["SubCustomerMonthlyBillDetail"][];
        };
        ListSubCustomerCouponsResponse: {
            /** Format: int32 */
            count?: number;
            user_coupons?: components["schemas"]["IQueryUserCouponsResultV2"][];
        };
        ListSubCustomerNewTagReq: {
            customer_ids?: string[];
            /**
             * Format: int32
             * @default 0
             */
            offset: number;
            /**
             * Format: int32
             * @default 10
             */
            limit: number;
            indirect_partner_id?: string;
        };
        ListSubCustomerNewTagResponse: {
            new_customer_tags?: components["schemas"]["NewCustomerTagItem"][];
        };
        ListSubCustomersResponse: {
            customer_infos?: components["schemas"]["CustomerInformation"][];
            /** Format: int32 */
            count?: number;
        };
        ListSubcustomerMonthlyBillsResponse: {
            bill_sums?: components["schemas"]["BillSumInfoV2"][];
            /** Format: int32 */
            count?: number;
            currency?: string;
        };
        ListUsageTypesResponse: {
            /** Format: int32 */
            total_count?: number;
            usage_types?: components["schemas"]["UsageType"][];
        };
        MeasureUnitRest: {
            /** Format: int32 */
            measure_id?: number;
            measure_name?: string;
            abbreviation?: string;
            /** Format: int32 */
            measure_type?: number;
        };
        MonthlyBillRecord: {
            bill_cycle?: string;
            customer_id?: string;
            service_type_code?: string;
            resource_type_code?: string;
            service_type_name?: string;
            resource_type_name?: string;
            region_code?: string;
            enterprise_project_id?: string;
            enterprise_project_name?: string;
            /** Format: int32 */
            charging_mode?: number;
            consume_time?: string;
            /** Format: date-time */
            trade_time?: string;
            /** Format: int32 */
            provider_type?: number;
            trade_id?: string;
            id?: string;
            /** Format: int32 */
            bill_type?: number;
            /** Format: int32 */
            status?: number;
            official_amount?: number;
            official_discount_amount?: number;
            erase_amount?: number;
            consume_amount?: number;
            cash_amount?: number;
            credit_amount?: number;
            coupon_amount?: number;
            flexipurchase_coupon_amount?: number;
            stored_value_card_amount?: number;
            bonus_amount?: number;
            debt_amount?: number;
            writeoff_amount?: number;
            region_name?: string;
            account_name?: string;
        };
        MonthlyBillRes: {
            cycle?: string;
            /** Format: date */
            bill_date?: string;
            /** Format: int32 */
            bill_type?: number;
            customer_id?: string;
            region?: string;
            region_name?: string;
            cloud_service_type?: string;
            /** @description The wire name really has a capital T. */
            resource_Type_code?: string;
            cloud_service_type_name?: string;
            resource_type_name?: string;
            res_instance_id?: string;
            resource_name?: string;
            resource_tag?: string;
            sku_code?: string;
            enterprise_project_id?: string;
            enterprise_project_name?: string;
            /** Format: int32 */
            charge_mode?: number;
            consume_amount?: number;
            cash_amount?: number;
            credit_amount?: number;
            coupon_amount?: number;
            flexipurchase_coupon_amount?: number;
            stored_card_amount?: number;
            bonus_amount?: number;
            debt_amount?: number;
            adjustment_amount?: number;
            official_amount?: number;
            discount_amount?: number;
            /** Format: int32 */
            measure_id?: number;
            /** Format: int32 */
            period_type?: number;
            root_resource_id?: string;
            parent_resource_id?: string;
            trade_id?: string;
            id?: string;
            product_spec_desc?: string;
            sub_service_type_code?: string;
            sub_service_type_name?: string;
            sub_resource_type_code?: string;
            sub_resource_type_name?: string;
            sub_resource_id?: string;
            sub_resource_name?: string;
            pre_order_id?: string;
            az_code_infos?: components["schemas"]["AzCodeInfo"][];
            payer_account_id?: string;
            /** Format: date-time */
            effective_time?: string;
            /** Format: date-time */
            expire_time?: string;
            /** @description One time, or a begin and an end for metered lines; with statistic_type 3. */
            consume_time?: string;
            be_id?: string;
            extend_params?: components["schemas"]["ResRelation"];
            account_name?: string;
            period_num?: number;
            is_spot?: string;
            promotion_type?: string;
            payment_type?: string;
        };
        NewCustomerTagItem: {
            customer_id?: string;
            customer_tag_type?: string;
            new_customer_tag?: string;
            effective_time?: string;
            expire_time?: string;
        };
        NewCustomerV2: {
            customer_name: string;
            mobile_phone?: string;
            /** @enum {string} */
            use_pri_mobile_phone?: "Y" | "N";
            password: string;
            verification_code?: string;
        };
        NvlCostAnalysedBillDetail: {
            shared_month?: string;
            bill_cycle?: string;
            /** Format: int32 */
            bill_type?: number;
            customer_id?: string;
            region_code?: string;
            region_name?: string;
            service_type_code?: string;
            resource_type_code?: string;
            service_type_name?: string;
            resource_type_name?: string;
            /** Format: date-time */
            effective_time?: string;
            /** Format: date-time */
            expire_time?: string;
            resource_id?: string;
            resource_name?: string;
            resource_tag?: string;
            product_spec_desc?: string;
            enterprise_project_id?: string;
            enterprise_project_name?: string;
            /** Format: int32 */
            charging_mode?: number;
            order_id?: string;
            /** Format: int32 */
            period_type?: number;
            usage_type?: string;
            usage?: number;
            /** Format: int32 */
            usage_measure_id?: number;
            free_resource_usage?: number;
            /** Format: int32 */
            free_resource_measure_id?: number;
            ri_usage?: number;
            /** Format: int32 */
            ri_usage_measure_id?: number;
            consume_amount?: number;
            past_months_amortized_amount?: number;
            current_month_amortized_amount?: number;
            future_months_amortized_amount?: number;
            amortized_cash_amount?: number;
            amortized_credit_amount?: number;
            amortized_coupon_amount?: number;
            amortized_flexipurchase_coupon_amount?: number;
            amortized_stored_value_card_amount?: number;
            amortized_bonus_amount?: number;
            sub_service_type_code?: string;
            sub_service_type_name?: string;
            sub_resource_type_code?: string;
            sub_resource_type_name?: string;
            sub_resource_id?: string;
            sub_resource_name?: string;
            effective_tag_pairs?: components["schemas"]["TagPair"][];
            cost_unit_pairs?: components["schemas"]["CostUnitPair"][];
        };
        OfficialWebsiteRatingResult: {
            official_website_amount?: number;
            installment_official_website_amount?: string;
            /** Format: int32 */
            installment_period_type?: number;
            /** Format: int32 */
            measure_id?: number;
            product_rating_results?: components["schemas"]["PeriodProductOfficialRatingResult"][];
        };
        OfficialWebsiteRatingResultV2: {
            official_website_amount?: string;
            installment_official_website_amount?: string;
            /** Format: int32 */
            installment_period_type?: number;
        };
        OptionalDiscountRatingResult: {
            discount_id?: string;
            amount?: number;
            official_website_amount?: number;
            discount_amount?: number;
            /** Format: int32 */
            measure_id?: number;
            /** Format: int32 */
            discount_type?: number;
            discount_name?: string;
            /** Format: int32 */
            best_offer?: number;
            product_rating_results?: components["schemas"]["PeriodProductRatingResult"][];
            installment_official_website_amount?: string;
            installment_official_discount_amount?: string;
            installment_amount?: string;
            /** Format: int32 */
            installment_period_type?: number;
        };
        OptionalDiscountRatingResultV2: {
            discount_id?: string;
            amount?: string;
            official_website_amount?: string;
            discount_amount?: string;
            /** Format: int32 */
            discount_type?: number;
            discount_name?: string;
            /** Format: int32 */
            best_offer?: number;
            installment_official_website_amount?: string;
            installment_official_discount_amount?: string;
            installment_amount?: string;
            /** Format: int32 */
            installment_period_type?: number;
        };
        OrderInstanceV2: {
            id?: string;
            resource_id?: string;
            resource_name?: string;
            region_code?: string;
            service_type_code?: string;
            resource_type_code?: string;
            resource_type_name?: string;
            service_type_name?: string;
            resource_spec_code?: string;
            project_id?: string;
            product_id?: string;
            parent_resource_id?: string;
            /** Format: int32 */
            is_main_resource?: number;
            /** Format: int32 */
            status?: number;
            /** Format: date-time */
            effective_time?: string;
            /** Format: date-time */
            expire_time?: string;
            /** Format: int32 */
            expire_policy?: number;
            product_spec_desc?: string;
            spec_size?: number;
            /** Format: int32 */
            spec_size_measure_id?: number;
            /** Format: date-time */
            update_time?: string;
            enterprise_project?: components["schemas"]["EnterpriseProject"];
        };
        OrderLineItemEntityV2: {
            order_line_item_id?: string;
            service_type_code?: string;
            service_type_name?: string;
            product_id?: string;
            product_spec_desc?: string;
            /** Format: int32 */
            period_type?: number;
            /** Format: int32 */
            period_num?: number;
            /** Format: date-time */
            effective_time?: string;
            /** Format: date-time */
            expire_time?: string;
            /** Format: int32 */
            subscription_num?: number;
            /** Format: double */
            amount_after_discount?: number;
            /** Format: double */
            official_amount?: number;
            amount_info?: components["schemas"]["AmountInfomationV2"];
            currency?: string;
            category_code?: string;
            product_owner_service?: string;
            commercial_resource?: string;
            base_product_info?: components["schemas"]["ProductObject"];
            order_id?: string;
        };
        OrderLineItemV3: {
            order_line_item_ids?: string[];
            /** Format: int32 */
            discount_mode?: number;
            discount_amount?: number;
            discount_ratio?: number;
        };
        OrderRefundInfoV2: {
            id?: string;
            /** @description Negative = refund; positive = spent or fee. */
            amount?: number;
            measure_id?: string;
            customer_id?: string;
            resource_type_code?: string;
            service_type_code?: string;
            resource_type_name?: string;
            service_type_name?: string;
            region_code?: string;
            base_order_id?: string;
        };
        OrderV3: {
            order_id?: string;
            order_line_items?: components["schemas"]["OrderLineItemV3"][];
        };
        PageInfo: {
            /** @description null on the last page. */
            next_marker?: string;
        };
        PayCustomerOrderV3Req: {
            order_id: string;
            /** @enum {string} */
            use_coupon: "YES" | "NO";
            /** @enum {string} */
            use_discount: "YES" | "NO";
            /** @description Only with use_coupon=YES. */
            coupon_infos?: components["schemas"]["CouponSimpleInfoOrderPayV3"][];
            /** @description Only with use_discount=YES. */
            discount_infos?: components["schemas"]["DiscountSimpleInfoV3"][];
        };
        PeriodProductInfo: {
            /** @description Unique within the request; ties the answer to the line. */
            id: string;
            cloud_service_type: string;
            resource_type: string;
            resource_spec: string;
            region: string;
            available_zone?: string;
            /**
             * Format: int32
             * @description Linear products (disk, bandwidth) only.
             */
            resource_size?: number;
            /**
             * Format: int32
             * @enum {integer}
             */
            size_measure_id?: 15 | 17 | 14;
            /**
             * Format: int32
             * @enum {integer}
             */
            period_type: 0 | 2 | 3 | 4;
            /** Format: int32 */
            period_num: number;
            /** Format: int32 */
            subscription_num: number;
            /** @enum {string} */
            fee_installment_mode?: "HALF_PAY" | "ZERO_PAY" | "NA";
        };
        PeriodProductOfficialRatingResult: {
            id?: string;
            product_id?: string;
            official_website_amount?: number;
            /** Format: int32 */
            measure_id?: number;
            installment_official_website_amount?: string;
            /** Format: int32 */
            installment_period_type?: number;
        };
        PeriodProductRatingResult: {
            id?: string;
            product_id?: string;
            amount?: number;
            official_website_amount?: number;
            discount_amount?: number;
            /** Format: int32 */
            measure_id?: number;
            installment_official_website_amount?: string;
            installment_official_discount_amount?: string;
            installment_amount?: string;
            /** Format: int32 */
            installment_period_type?: number;
        };
        PeriodToOnDemandInstantlyReq: {
            resource_ids: string[];
        };
        PeriodToOnDemandReq: {
            /** @enum {string} */
            operation: "SET_UP" | "CANCEL";
            /** @description Main resources only. */
            resource_ids: string[];
        };
        ProductObject: {
            product_id?: string;
            product_spec_desc?: string;
            category_code?: string;
            product_owner_service?: string;
            commercial_resource?: string;
        };
        Province: {
            code?: string;
            name?: string;
        };
        QueryCouponQuotasReqExt: {
            quota_ids?: string[];
            quota_status_list?: (0 | 3 | 4 | 5)[];
            /**
             * Format: int32
             * @enum {integer}
             */
            quota_type?: 0 | 1;
            /** Format: date-time */
            create_time_begin?: string;
            /** Format: date-time */
            create_time_end?: string;
            /** Format: date-time */
            effective_time_begin?: string;
            /** Format: date-time */
            effective_time_end?: string;
            /** Format: date-time */
            expire_time_begin?: string;
            /** Format: date-time */
            expire_time_end?: string;
            /**
             * Format: int32
             * @default 0
             */
            offset: number;
            /**
             * Format: int32
             * @default 10
             */
            limit: number;
            indirect_partner_id?: string;
        };
        QueryCustomerOnDemandResourcesReq: {
            customer_id: string;
            region_code?: string;
            service_type_code?: string;
            resource_ids?: string[];
            /** Format: date-time */
            effective_time_begin?: string;
            /** Format: date-time */
            effective_time_end?: string;
            /**
             * Format: int32
             * @default 0
             */
            offset: number;
            /**
             * Format: int32
             * @default 10
             */
            limit: number;
            /**
             * Format: int32
             * @enum {integer}
             */
            status?: 1 | 2 | 3 | 4 | 5 | 6;
            indirect_partner_id?: string;
        };
        QueryCustomersBalancesReq: {
            customer_infos: components["schemas"]["CustomerInfoV2"][];
            indirect_partner_id?: string;
        };
        QueryIndirectPartnersReq: {
            account_name?: string;
            /** Format: date-time */
            associated_on_begin?: string;
            /** Format: date-time */
            associated_on_end?: string;
            /**
             * Format: int32
             * @default 0
             */
            offset: number;
            /**
             * Format: int32
             * @default 10
             */
            limit: number;
            indirect_partner_id?: string;
        };
        QueryResRecordsDetailReq: {
            cycle: string;
            cloud_service_type?: string;
            resource_type?: string;
            region?: string;
            res_instance_id?: string;
            /**
             * Format: int32
             * @enum {integer}
             */
            charge_mode?: 1 | 3 | 10 | 11;
            /**
             * Format: int32
             * @enum {integer}
             */
            bill_type?: 1 | 2 | 3 | 4 | 5 | 8 | 9 | 14 | 16 | 18 | 20 | 23 | 24 | 25 | 103;
            enterprise_project_id?: string;
            include_zero_record?: boolean;
            /**
             * Format: int32
             * @default 0
             */
            offset: number;
            /**
             * Format: int32
             * @default 10
             */
            limit: number;
            /** @enum {string} */
            method?: "oneself" | "sub_customer" | "all";
            sub_customer_id?: string;
            /**
             * Format: int32
             * @enum {integer}
             */
            statistic_type?: 1 | 2 | 3;
            /** @enum {string} */
            query_type?: "BILLCYCLE" | "DAILY";
            /** Format: date */
            bill_cycle_begin?: string;
            /** Format: date */
            bill_cycle_end?: string;
            payer_account_id?: string;
        };
        QueryResourcesReq: {
            resource_ids?: string[];
            order_id?: string;
            /**
             * Format: int32
             * @enum {integer}
             */
            only_main_resource?: 0 | 1;
            status_list?: (2 | 3 | 4 | 5)[];
            /**
             * Format: int32
             * @default 0
             */
            offset: number;
            /**
             * Format: int32
             * @default 10
             */
            limit: number;
            /** Format: date-time */
            expire_time_begin?: string;
            /** Format: date-time */
            expire_time_end?: string;
            service_type_code?: string;
            /** @description Required when a partner calls. */
            customer_id?: string;
        };
        QuerySubCustomerListReq: {
            account_name?: string;
            customer?: string;
            /**
             * Format: int32
             * @default 0
             */
            offset: number;
            /**
             * Format: int32
             * @default 10
             */
            limit: number;
            label?: string;
            /** @enum {string} */
            association_type?: "1" | "2";
            /** Format: date-time */
            associated_on_begin?: string;
            /** Format: date-time */
            associated_on_end?: string;
            customer_id?: string;
            indirect_partner_id?: string;
        };
        QuotaLimitInfo: {
            limit_key?: string;
            limit_values?: components["schemas"]["LimitValue"][];
        };
        QuotaReclaim: {
            quota_id?: string;
            quota_balance?: number;
        };
        QuotaRecord: {
            id?: string;
            operator?: string;
            operation_type?: string;
            quota_id?: string;
            parent_quota_id?: string;
            amount?: number;
            /** Format: date-time */
            operation_time?: string;
            result?: string;
            indirect_partner_account_name?: string;
            indirect_partner_id?: string;
            indirect_partner_name?: string;
            remark?: string;
        };
        QuotaSimpleInfo: {
            /** @description Reseller ID. */
            id?: string;
            quota_id?: string;
        };
        RateOnDemandReq: {
            project_id: string;
            /**
             * Format: int32
             * @enum {integer}
             */
            inquiry_precision?: 0 | 1;
            product_infos: components["schemas"]["DemandProductInfo"][];
        };
        RateOnPeriodReq: {
            project_id: string;
            product_infos: components["schemas"]["PeriodProductInfo"][];
        };
        ReclaimCouponQuotasReq: {
            quota_ids: string[];
            remark?: string;
        };
        ReclaimCouponQuotasResponse: {
            error_details?: components["schemas"]["ErrorDetail"][];
            simple_quota_infos?: components["schemas"]["QuotaReclaim"][];
        };
        ReclaimEnterpriseMultiAccountCouponResponse: {
            real_retrieve_amout?: string;
        };
        ReclaimIndirectPartnerAccountReq: {
            indirect_partner_id: string;
            /** @description At most the reseller's balance. */
            amount: number;
        };
        ReclaimIndirectPartnerAccountResponse: {
            trans_id?: string;
        };
        ReclaimPartnerCouponsReq: {
            coupon_id: string;
            indirect_partner_id?: string;
        };
        ReclaimToPartnerAccountBalancesReq: {
            customer_id: string;
            amount: number;
            indirect_partner_id?: string;
        };
        ReclaimToPartnerAccountResponse: {
            trans_id?: string;
        };
        RelationInfo: {
            relative_resource_id?: string;
            relative_type?: string;
        };
        RenewInquiryResultInfo: {
            resource_id?: string;
            amount?: string;
        };
        RenewResourceConfigReq: {
            /** @enum {string} */
            config_name: "DEDUCTION_DATE" | "EXPIRE_DATE";
            /** @description DEDUCTION_DATE: 2-7 (days before expiry). EXPIRE_DATE: 1-28, or -1 for the last day of the month. */
            config_value: string;
        };
        RenewalResourcesReq: {
            /** @description Main resources only. */
            resource_ids: string[];
            /**
             * Format: int32
             * @enum {integer}
             */
            period_type: 2 | 3;
            /**
             * Format: int32
             * @description 1-11 for months, 1-3 for years.
             */
            period_num: number;
            /**
             * Format: int32
             * @enum {integer}
             */
            is_auto_pay?: 0 | 1;
        };
        RenewalResourcesResponse: {
            order_ids?: string[];
            fail_resource_infos?: components["schemas"]["FailResourceInfo"][];
        };
        ResFeeRecordV2: {
            /** Format: date */
            bill_date?: string;
            /** Format: int32 */
            bill_type?: number;
            customer_id?: string;
            region?: string;
            region_name?: string;
            cloud_service_type?: string;
            resource_type?: string;
            cloud_service_type_name?: string;
            resource_type_name?: string;
            /** Format: date-time */
            effective_time?: string;
            /** Format: date-time */
            expire_time?: string;
            resource_id?: string;
            resource_name?: string;
            resource_tag?: string;
            product_id?: string;
            product_name?: string;
            product_spec_desc?: string;
            sku_code?: string;
            spec_size?: number;
            /** Format: int32 */
            spec_size_measure_id?: number;
            trade_id?: string;
            id?: string;
            /** Format: date-time */
            trade_time?: string;
            enterprise_project_id?: string;
            enterprise_project_name?: string;
            charge_mode?: string;
            order_id?: string;
            period_type?: string;
            usage_type?: string;
            usage?: number;
            /** Format: int32 */
            usage_measure_id?: number;
            free_resource_usage?: number;
            /** Format: int32 */
            free_resource_measure_id?: number;
            ri_usage?: number;
            /** Format: int32 */
            ri_usage_measure_id?: number;
            unit_price?: number;
            unit?: string;
            official_amount?: number;
            discount_amount?: number;
            amount?: number;
            cash_amount?: number;
            credit_amount?: number;
            coupon_amount?: number;
            flexipurchase_coupon_amount?: number;
            stored_card_amount?: number;
            bonus_amount?: number;
            debt_amount?: number;
            adjustment_amount?: number;
            /** Format: int32 */
            measure_id?: number;
            formula?: string;
            sub_service_type_code?: string;
            sub_service_type_name?: string;
            sub_resource_type_code?: string;
            sub_resource_type_name?: string;
            sub_resource_id?: string;
            sub_resource_name?: string;
            /** @description One time, or a begin and an end for metered lines; with statistic_type 3. */
            consume_time?: string;
            relative_order_id?: string;
            account_name?: string;
            period_num?: number;
        };
        ResRelation: {
            self_resource_id?: string;
            relation_infos?: components["schemas"]["RelationInfo"][];
        };
        ResourceBasicInfo: {
            resource_type_code?: string;
            product_owner_service?: string;
            name?: string;
            description?: string;
        };
        ResourceSpecsFilter: {
            /** @enum {string} */
            key: "RESOURCE_SPEC";
            value: string;
        };
        ResourceSpecsQueryReq: {
            cloud_service_type: string;
            resource_type: string;
            region_code: string;
            /** @enum {string} */
            charge_mode: "1" | "3";
            filters?: components["schemas"]["ResourceSpecsFilter"][];
            /** @description Absent on the first page, then next_marker of the page before. */
            marker?: string;
            /**
             * Format: int32
             * @default 100
             */
            limit: number;
        };
        ResourceTypes: {
            resource_type_code?: string;
            resource_type_name?: string;
            resource_type_desc?: string;
            service_type_code?: string;
        };
        RetrieveAmountInfoV2: {
            avail_retrieve_amount?: number;
            /** Format: int32 */
            measure_id?: number;
            currency?: string;
            amount?: number;
            credit_amount?: number;
            /** Format: date-time */
            expire_time?: string;
        };
        RetrieveEnterpriseMultiAccountCouponReq: {
            customer_id: string;
            coupon_id: string;
            sub_coupon_id: string;
            /** @description Client UUID against double submission. */
            trans_id?: string;
        };
        RetrieveEnterpriseMultiAccountReq: {
            customer_id: string;
            amount: string;
            /** @description Client UUID against double submission. */
            trans_id?: string;
            /** @enum {string} */
            balance_type?: "BALANCE_TYPE_DEBIT" | "BALANCE_TYPE_CREDIT";
            /** Format: date-time */
            expire_time?: string;
        };
        SendSmVerificationCodeReq: {
            mobile_phone: string;
            /** Format: int32 */
            timeout?: number;
            /** @enum {string} */
            language?: "zh-cn" | "en-us";
            sm_template_args: components["schemas"]["TemplateArgs"][];
        };
        SendVerificationCodeV2Req: {
            /**
             * Format: int32
             * @enum {integer}
             */
            receiver_type: 1;
            /** Format: int32 */
            timeout?: number;
            mobile_phone: string;
            /** @enum {string} */
            lang?: "zh-cn" | "en-us";
            /**
             * Format: int32
             * @enum {integer}
             */
            scene?: 29 | 18;
            /** @description Required with scene 18. */
            customer_id?: string;
        };
        ServiceResourceInfo: {
            basic_info?: components["schemas"]["ResourceBasicInfo"];
        };
        ServiceTypes: {
            service_type_name?: string;
            service_type_code?: string;
            abbreviation?: string;
        };
        SetResourcesRenewConfigResponse: {
            error_code?: string;
            error_msg?: string;
        };
        ShowCustomerAccountBalancesResponse: {
            account_balances?: components["schemas"]["AccountBalanceV3"][];
            debt_amount?: number;
            /** Format: int32 */
            measure_id?: number;
            currency?: string;
        };
        ShowCustomerMonthlySumResponse: {
            /** Format: int32 */
            total_count?: number;
            bill_sums?: components["schemas"]["BillSumRecordInfoV2"][];
            consume_amount?: number;
            debt_amount?: number;
            coupon_amount?: number;
            flexipurchase_coupon_amount?: number;
            stored_value_card_amount?: number;
            cash_amount?: number;
            credit_amount?: number;
            writeoff_amount?: number;
            /** Format: int32 */
            measure_id?: number;
            currency?: string;
        };
        ShowCustomerOrderDetailsResponse: {
            /** Format: int32 */
            total_count?: number;
            order_info?: components["schemas"]["CustomerOrderV3"];
            order_line_items?: components["schemas"]["OrderLineItemEntityV2"][];
        };
        ShowMultiAccountTransferAmountResponse: {
            /** Format: int32 */
            total_count?: number;
            amount_infos?: components["schemas"]["TransferAmountInfoV2"][];
        };
        ShowRealNameAuthQrCodeResponse: {
            qr_code_url?: string;
        };
        ShowRealNameAuthStatusResponse: {
            /** Format: int32 */
            verified_status?: number;
            /** Format: int32 */
            verified_type?: number;
        };
        ShowRealnameAuthenticationReviewResultResponse: {
            /** Format: int32 */
            review_result?: number;
            opinion?: string;
        };
        ShowRefundOrderDetailsResponse: {
            /** Format: int32 */
            total_count?: number;
            refund_infos?: components["schemas"]["OrderRefundInfoV2"][];
        };
        StatUsageInfo: {
            /** Format: date-time */
            stat_time?: string;
            guaranteed_band_width?: string;
            usage?: string;
            /** Format: int32 */
            measure_id?: number;
        };
        StatUsageSummaryInfo: {
            resource_id?: string;
            actual_days?: string;
            band_width?: string;
            monthly_guaranteed_band_width?: string;
            monthly_peak_band_width?: string;
            /** Format: int32 */
            band_width_measure_id?: number;
        };
        SubCustomerInfoV2: {
            id?: string;
            name?: string;
            display_name?: string;
            /** Format: int32 */
            status?: number;
            org_id?: string;
            org_name?: string;
        };
        SubCustomerInfoV3: {
            customer_id?: string;
        };
        SubCustomerMonthlyBillDetail: {
            bill_cycle?: string;
            customer_id?: string;
            association_type?: string;
            service_type_code?: string;
            resource_type_code?: string;
            service_type_name?: string;
            resource_type_name?: string;
            /** Format: int32 */
            charging_mode?: number;
            /** Format: date-time */
            trade_time?: string;
            trade_id?: string;
            id?: string;
            /** Format: int32 */
            bill_detail_type?: number;
            resource_id?: string;
            resource_name?: string;
            product_spec_desc?: string;
            region_code?: string;
            product_id?: string;
            product_name?: string;
            resource_tag?: string;
            consume_time?: string;
            usage_type?: string;
            usage_amount?: number;
            /** Format: int32 */
            usage_measure_id?: number;
            free_resource_usage?: number;
            /** Format: int32 */
            free_resource_measure_id?: number;
            ri_usage?: number;
            /** Format: int32 */
            ri_usage_measure_id?: number;
            official_amount?: number;
            official_discount_amount?: number;
            payment_amount?: number;
            cash_amount?: number;
            credit_amount?: number;
            coupon_amount?: number;
            flexipurchase_coupon_amount?: number;
            stored_value_card_amount?: number;
            debt_amount?: number;
            writeoff_amount?: number;
            /** Format: int32 */
            period_type?: number;
            account_manager_id?: string;
            partner_id?: string;
            region_name?: string;
            sub_service_type_code?: string;
            sub_service_type_name?: string;
            sub_resource_type_code?: string;
            sub_resource_type_name?: string;
            sub_resource_id?: string;
            sub_resource_name?: string;
            period_num?: number;
            enterprise_project_id?: string;
            /** Format: int32 */
            order_type?: number;
            payment_type?: string;
        };
        SubCustomerOrderV2: {
            order_id?: string;
            customer_id?: string;
            service_type_code?: string;
            service_type_name?: string;
            /** Format: int32 */
            source_type?: number;
            /** Format: int32 */
            status?: number;
            /** Format: int32 */
            order_type?: number;
            /** Format: double */
            amount_after_discount?: number;
            /** Format: double */
            official_amount?: number;
            /** Format: int32 */
            measure_id?: number;
            /** Format: date-time */
            create_time?: string;
            /** Format: date-time */
            payment_time?: string;
            currency?: string;
            contract_id?: string;
            amount_info?: components["schemas"]["AmountInfomationV2"];
            enterprise_projects?: components["schemas"]["EnterpriseProject"][];
        };
        SubCustomerOrderV3: {
            order_id?: string;
            customer_id?: string;
            service_type_code?: string;
            service_type_name?: string;
            /** Format: int32 */
            source_type?: number;
            /** Format: int32 */
            status?: number;
            /** Format: int32 */
            order_type?: number;
            /** Format: double */
            amount_after_discount?: number;
            /** Format: double */
            official_amount?: number;
            /** Format: int32 */
            measure_id?: number;
            /** Format: date-time */
            create_time?: string;
            /** Format: date-time */
            payment_time?: string;
            currency?: string;
            contract_id?: string;
            amount_info?: components["schemas"]["AmountInfomationV2"];
            user_name?: string;
            /** Format: date-time */
            pending_payment_end_time?: string;
        };
        TagPair: {
            tag_key?: string;
            tag_value?: string;
        };
        TemplateArgs: {
            key: string;
            value: string;
        };
        TimeCondition: {
            /**
             * Format: int32
             * @enum {integer}
             */
            time_measure_id: 1 | 2;
            begin_time: string;
            end_time: string;
        };
        ToOndemandServiceResult: {
            resource_id?: string;
            result?: string;
            error_code?: string;
            error_msg?: string;
            order_id?: string;
        };
        TransferAmountInfoV2: {
            avail_transfer_amount?: number;
            /** Format: int32 */
            measure_id?: number;
            currency?: string;
            amount?: number;
            credit_amount?: number;
            /** Format: date-time */
            expire_time?: string;
        };
        TransferEnterpriseMultiAccountCouponReq: {
            customer_id: string;
            coupon_id: string;
            amount: string;
            /** @description Client UUID against double submission. */
            trans_id?: string;
        };
        TransferEnterpriseMultiAccountReq: {
            customer_id: string;
            amount: string;
            /** @description Client UUID against double submission. */
            trans_id?: string;
            /** @enum {string} */
            balance_type?: "BALANCE_TYPE_DEBIT" | "BALANCE_TYPE_CREDIT";
            /** Format: date-time */
            expire_time?: string;
        };
        UnsubscribeResourcesReq: {
            /** @description Main resources only. */
            resource_ids: string[];
            /**
             * Format: int32
             * @enum {integer}
             */
            unsubscribe_type: 1 | 2;
            /**
             * Format: int32
             * @enum {integer}
             */
            unsubscribe_reason_type?: 1 | 2 | 3 | 4 | 5;
            unsubscribe_reason?: string;
        };
        UpdateCouponQuotasResponse: {
            error_details?: components["schemas"]["ErrorDetail"][];
            simple_quota_infos?: components["schemas"]["QuotaSimpleInfo"][];
        };
        UpdateCustomerAccountAmountResponse: {
            transfer_id?: string;
        };
        UpdateIndirectPartnerAccountResponse: {
            transfer_id?: string;
        };
        UpdatePeriodToOnDemandInstantlyResponse: {
            to_ondemand_service_results?: components["schemas"]["ToOndemandServiceResult"][];
        };
        UpdatePeriodToOnDemandResponse: {
            error_details?: components["schemas"]["ErrorDetail"][];
        };
        UsageType: {
            code?: string;
            name?: string;
            resource_type_code?: string;
            service_type_code?: string;
            resource_type_name?: string;
            service_type_name?: string;
        };
        UserStoredValueCard: {
            card_id?: string;
            card_name?: string;
            /** Format: int32 */
            status?: number;
            face_value?: string;
            balance?: string;
            /** Format: date-time */
            effective_time?: string;
            /** Format: date-time */
            expire_time?: string;
        };
        /** @description Gateway answers may use errorCode/errorMsg or code/message, or nest the pair one level down. */
        ErrorResponse: {
            /** @example CBC.0100 */
            error_code: string;
            error_msg: string;
            request_id?: string;
            encoded_authorization_message?: string;
        };
    };
    responses: {
        /** @description Refused */
        ClientError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Failed at the server */
        ServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Too many requests */
        Throttled: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ListCustomerAccountChangeRecords: {
        parameters: {
            query: {
                balance_type: "BALANCE_TYPE_DEBIT" | "BALANCE_TYPE_CREDIT";
                revenue_expense_type?: "REVENUE" | "EXPENSE";
                trade_type?: "RECHARGE" | "DEDEUCT" | "REFUND" | "RFROZEN" | "TRANS" | "ADJUST" | "BEUNBIND" | "EXPIRED" | "BONUSCONVERT" | "TRADE_MODE_TRANSFER" | "DEPOSIT" | "BEADJUST" | "BERETRIEVE";
                trade_time_begin?: string;
                trade_time_end?: string;
                trade_id?: string;
                payment_channel_id?: string;
                payment_channel_no?: string;
                offset?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCustomerAccountChangeRecordsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ShowCustomerAccountBalances: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowCustomerAccountBalancesResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListCustomersBalancesDetail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueryCustomersBalancesReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCustomersBalancesDetailResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListPartnerAccountChangeRecords: {
        parameters: {
            query: {
                balance_type: "BALANCE_TYPE_DEBIT" | "BALANCE_TYPE_CREDIT";
                trade_type?: "RECHARGE" | "DEDEUCT" | "REFUND" | "RFROZEN" | "TRANS" | "ADJUST" | "BEADJUST" | "BERETRIEVE" | "BEUNBIND" | "BONUSCONVERT" | "TRADE_MODE_TRANSFER";
                trade_time_begin?: string;
                trade_time_end?: string;
                offset?: number;
                limit?: number;
                indirect_partner_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListPartnerAccountChangeRecordsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    UpdateCustomerAccountAmount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdjustAccountReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpdateCustomerAccountAmountResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListPartnerBalances: {
        parameters: {
            query?: {
                indirect_partner_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListPartnerBalancesResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    UpdateIndirectPartnerAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdjustToIndirectPartnerReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpdateIndirectPartnerAccountResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ReclaimIndirectPartnerAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReclaimIndirectPartnerAccountReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReclaimIndirectPartnerAccountResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ReclaimToPartnerAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReclaimToPartnerAccountBalancesReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReclaimToPartnerAccountResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListConversions: {
        parameters: {
            query?: {
                measure_type?: 1 | 2 | 3 | 4 | 7 | 9 | 10 | 11 | 12 | 16 | 19 | 20 | 27 | 28 | 29 | 30 | 31 | 40 | 41 | 98 | 104 | 108;
            };
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListConversionsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListMeasureUnits: {
        parameters: {
            query?: never;
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListMeasureUnitsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    SendVerificationMessageCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendVerificationCodeV2Req"];
            };
        };
        responses: {
            /** @description Done, no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListCustomerBillsFeeRecords: {
        parameters: {
            query: {
                bill_cycle: string;
                provider_type?: 1 | 2;
                service_type_code?: string;
                resource_type_code?: string;
                region_code?: string;
                charging_mode?: 1 | 3 | 10 | 11;
                bill_type?: 1 | 2 | 3 | 4 | 5 | 8 | 9 | 14 | 16 | 18 | 20 | 23 | 24 | 25 | 103;
                trade_id?: string;
                enterprise_project_id?: string;
                include_zero_record?: boolean;
                status?: 1 | 2 | 3;
                method?: "oneself" | "sub_customer" | "all";
                sub_customer_id?: string;
                offset?: number;
                limit?: number;
                bill_date_begin?: string;
                bill_date_end?: string;
            };
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCustomerBillsFeeRecordsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListFreeResourcesUsageRecords: {
        parameters: {
            query: {
                free_resource_id?: string;
                product_id?: string;
                resource_type_code?: string;
                deduct_time_begin: string;
                deduct_time_end: string;
                offset?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListFreeResourcesUsageRecordsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ShowCustomerMonthlySum: {
        parameters: {
            query: {
                bill_cycle: string;
                service_type_code?: string;
                enterprise_project_id?: string;
                offset?: number;
                limit?: number;
                method?: "oneself" | "sub_customer" | "all";
                sub_customer_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowCustomerMonthlySumResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListCustomerselfResourceRecords: {
        parameters: {
            query: {
                cycle: string;
                cloud_service_type?: string;
                region?: string;
                charge_mode?: "1" | "3" | "10" | "11";
                bill_type?: 1 | 2 | 3 | 4 | 5 | 8 | 9 | 14 | 16 | 18 | 20 | 23 | 24 | 25 | 103;
                offset?: number;
                limit?: number;
                resource_id?: string;
                enterprise_project_id?: string;
                include_zero_record?: boolean;
                method?: "oneself" | "sub_customer" | "all";
                sub_customer_id?: string;
                trade_id?: string;
                bill_date_begin?: string;
                bill_date_end?: string;
                statistic_type?: 1 | 2 | 3;
            };
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCustomerselfResourceRecordsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListCustomerselfResourceRecordDetails: {
        parameters: {
            query?: never;
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueryResRecordsDetailReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCustomerselfResourceRecordDetailsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListResourceUsage: {
        parameters: {
            query: {
                bill_cycle: string;
                service_type_code: "hws.service.type.cdn" | "hws.service.type.obs" | "hws.service.type.vpc" | "hws.service.type.iec";
                resource_type_code: "hws.resource.type.cdn" | "hws.resource.type.obs" | "hws.resource.type.bandwidth" | "hws.resource.type.edgebandwidth";
                usage_type: "95Peak" | "95peak_1000" | "bandwidth95peak" | "95peak_plus";
                resource_id: string;
                offset?: number;
                limit?: number;
            };
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListResourceUsageResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListResourceUsageSummary: {
        parameters: {
            query: {
                bill_cycle: string;
                service_type_code: "hws.service.type.cdn" | "hws.service.type.obs" | "hws.service.type.vpc" | "hws.service.type.iec";
                resource_type_code: "hws.resource.type.cdn" | "hws.resource.type.obs" | "hws.resource.type.bandwidth" | "hws.resource.type.edgebandwidth";
                usage_type: "95Peak" | "95peak_1000" | "bandwidth95peak" | "95peak_plus";
                offset?: number;
                limit?: number;
            };
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListResourceUsageSummaryResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListSubcustomerMonthlyBills: {
        parameters: {
            query: {
                customer_id?: string;
                cycle: string;
                cloud_service_type?: string;
                charge_mode: "1" | "3" | "11";
                offset?: number;
                limit?: number;
                bill_type?: "0" | "1" | "2";
                indirect_partner_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListSubcustomerMonthlyBillsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListOnDemandResourceRatings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RateOnDemandReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOnDemandResourceRatingsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListRenewRateOnPeriod: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListRenewRateOnPeriodReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListRenewRateOnPeriodResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListRateOnPeriodDetail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RateOnPeriodReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListRateOnPeriodDetailResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListSubCustomerBillDetail: {
        parameters: {
            query: {
                bill_cycle: string;
                customer_id: string;
                service_type_code?: string;
                region_code?: string;
                charging_mode?: 1 | 3 | 10 | 11;
                bill_detail_type?: 1 | 2 | 3 | 4 | 5 | 8 | 9 | 14 | 16 | 18 | 20 | 23 | 24 | 25 | 103;
                resource_id?: string;
                resource_name?: string;
                trade_id?: string;
                account_manager_id?: string;
                association_type?: "1" | "2";
                offset?: number;
                limit?: number;
                indirect_partner_id?: string;
                /** @description Same month as bill_cycle; only together with bill_date_end. */
                bill_date_begin?: string;
                /** @description Same month as bill_cycle; only together with bill_date_begin. */
                bill_date_end?: string;
            };
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListSubCustomerBillDetailResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListConsumeSubCustomers: {
        parameters: {
            query?: never;
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListConsumeSubCustomersReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListConsumeSubCustomersResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListCustomerBillsMonthlyBreakDown: {
        parameters: {
            query: {
                shared_month: string;
                service_type_code?: string;
                resource_type_code?: string;
                region_code?: string;
                charging_mode?: 1 | 3 | 10 | 11;
                bill_type?: 1 | 2 | 3 | 4 | 5 | 8 | 9 | 14 | 16 | 18 | 20 | 23 | 24 | 25 | 103;
                offset?: number;
                limit?: number;
                resource_id?: string;
                resource_name?: string;
                enterprise_project_id?: string;
                method?: "oneself" | "sub_customer" | "all";
                sub_customer_id?: string;
            };
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCustomerBillsMonthlyBreakDownResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ShowRealNameAuthQrCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowRealNameAuthQrCodeResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ShowRealNameAuthStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowRealNameAuthStatusResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ChangeEnterpriseRealnameAuthentication: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeEnterpriseRealnameAuthsReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeEnterpriseRealnameAuthenticationResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    CreateEnterpriseRealnameAuthentication: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyEnterpriseRealnameAuthsReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateEnterpriseRealnameAuthenticationResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    CreatePersonalRealnameAuth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyIndividualRealnameAuthsReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatePersonalRealnameAuthResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ShowRealnameAuthenticationReviewResult: {
        parameters: {
            query: {
                customer_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowRealnameAuthenticationReviewResultResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    CreateEnterpriseProjectAuth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListEnterpriseOrganizations: {
        parameters: {
            query?: {
                recursive_query?: 0 | 1;
                parent_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListEnterpriseOrganizationsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListEnterpriseMultiAccount: {
        parameters: {
            query: {
                sub_customer_id: string;
                balance_type: "BALANCE_TYPE_DEBIT" | "BALANCE_TYPE_CREDIT";
                offset?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListEnterpriseMultiAccountResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ReclaimSubEnterpriseAmount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetrieveEnterpriseMultiAccountReq"];
            };
        };
        responses: {
            /** @description Done, no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ReclaimEnterpriseMultiAccountCoupon: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetrieveEnterpriseMultiAccountCouponReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReclaimEnterpriseMultiAccountCouponResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListMultiAccountRetrieveCoupons: {
        parameters: {
            query: {
                sub_customer_id: string;
                offset?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListMultiAccountRetrieveCouponsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    SendSmsVerificationCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendSmVerificationCodeReq"];
            };
        };
        responses: {
            /** @description Done, no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListEnterpriseSubCustomers: {
        parameters: {
            query?: {
                sub_customer_account_name?: string;
                sub_customer_display_name?: string;
                fuzzy_query?: 0 | 1;
                offset?: number;
                limit?: number;
                org_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListEnterpriseSubCustomersResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    CreateSubEnterpriseAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSubCustomerReqV2"];
            };
        };
        responses: {
            /** @description Done, no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ShowMultiAccountTransferAmount: {
        parameters: {
            query: {
                balance_type: "BALANCE_TYPE_DEBIT" | "BALANCE_TYPE_CREDIT";
                offset?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowMultiAccountTransferAmountResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    UpdateSubEnterpriseAmount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferEnterpriseMultiAccountReq"];
            };
        };
        responses: {
            /** @description Done, no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ClaimEnterpriseMultiAccountCoupon: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferEnterpriseMultiAccountCouponReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimEnterpriseMultiAccountCouponResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListMultiAccountTransferCoupons: {
        parameters: {
            query?: {
                offset?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListMultiAccountTransferCouponsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListCustomerOrders: {
        parameters: {
            query?: {
                order_id?: string;
                customer_id?: string;
                /** @description Window of one year at most. */
                create_time_begin?: string;
                create_time_end?: string;
                service_type_code?: string;
                status?: 1 | 3 | 4 | 5 | 6 | 9;
                order_type?: "1" | "2" | "3" | "4" | "10" | "11" | "13" | "14" | "15";
                limit?: number;
                offset?: number;
                order_by?: "createTime" | "-createTime";
                /** @description Window of one year at most. */
                payment_time_begin?: string;
                payment_time_end?: string;
                indirect_partner_id?: string;
                method?: "oneself" | "sub_customer";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCustomerOrdersResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    CancelCustomerOrder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelCustomerOrderReq"];
            };
        };
        responses: {
            /** @description Done, no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ShowCustomerOrderDetails: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                indirect_partner_id?: string;
            };
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowCustomerOrderDetailsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListOrderCouponsByOrderId: {
        parameters: {
            query: {
                order_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOrderCouponsByOrderIdResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListOrderDiscounts: {
        parameters: {
            query: {
                order_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOrderDiscountsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ShowRefundOrderDetails: {
        parameters: {
            query: {
                order_id: string;
                customer_id?: string;
                indirect_partner_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowRefundOrderDetailsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    AutoRenewalResources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                resource_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AutoRenewalResourcesReq"];
            };
        };
        responses: {
            /** @description Done, no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    CancelAutoRenewalResources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                resource_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    RenewalResources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenewalResourcesReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenewalResourcesResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    SetResourcesRenewConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenewResourceConfigReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetResourcesRenewConfigResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    UpdatePeriodToOnDemand: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PeriodToOnDemandReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpdatePeriodToOnDemandResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    UpdatePeriodToOnDemandInstantly: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PeriodToOnDemandInstantlyReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpdatePeriodToOnDemandInstantlyResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    CancelResourcesSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnsubscribeResourcesReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancelResourcesSubscriptionResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListPayPerUseCustomerResources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueryResourcesReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListPayPerUseCustomerResourcesResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    UpdateCouponQuotas: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdjustCouponQuotasReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpdateCouponQuotasResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ReclaimCouponQuotas: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReclaimCouponQuotasReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReclaimCouponQuotasResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListQuotaCoupons: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueryCouponQuotasReqExt"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListQuotaCouponsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListCouponQuotasRecords: {
        parameters: {
            query?: {
                indirect_partner_id?: string;
                quota_id?: string;
                operation_time_begin?: string;
                operation_time_end?: string;
                parent_quota_id?: string;
                operation_type?: "10" | "11";
                offset?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCouponQuotasRecordsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListIndirectPartners: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueryIndirectPartnersReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListIndirectPartnersResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListIssuedCouponQuotas: {
        parameters: {
            query?: {
                quota_id?: string;
                indirect_partner_id?: string;
                parent_quota_id?: string;
                offset?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListIssuedCouponQuotasResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    CreateSubCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateCustomerV2Req"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateSubCustomerResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListSubCustomerNewTag: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListSubCustomerNewTagReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListSubCustomerNewTagResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListCustomerOnDemandResources: {
        parameters: {
            query?: never;
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueryCustomerOnDemandResourcesReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCustomerOnDemandResourcesResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListSubCustomers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuerySubCustomerListReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListSubCustomersResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    CheckUserIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckSubcustomerUserReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckUserIdentityResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListFreeResourceUsages: {
        parameters: {
            query?: never;
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListFreeResourceUsagesReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListFreeResourceUsagesResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListIncentiveDiscountPolicies: {
        parameters: {
            query: {
                time: string;
                service_type_code?: string;
                offset?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListIncentiveDiscountPoliciesResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListResourceSpecs: {
        parameters: {
            query?: never;
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResourceSpecsQueryReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListResourceSpecsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListResourceTypes: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListResourceTypesResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListServiceResources: {
        parameters: {
            query: {
                service_type_code: string;
                limit?: number;
                offset?: number;
            };
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListServiceResourcesResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListServiceTypes: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                service_type_name?: string;
            };
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListServiceTypesResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListUsageTypes: {
        parameters: {
            query?: {
                resource_type_code?: string;
                offset?: number;
                limit?: number;
            };
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListUsageTypesResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListCustomerCouponChangeRecords: {
        parameters: {
            query: {
                balance_type: "BALANCE_TYPE_COUPON";
                revenue_expense_type?: "REVENUE" | "EXPENSE";
                trade_type?: "ADJUST" | "DEDEUCT" | "REFUND" | "RFROZEN" | "EXPIRED" | "COUPONADJUST" | "COUPONCANCEL";
                trade_id?: string;
                trade_time_begin?: string;
                trade_time_end?: string;
                coupon_id?: string;
                offset?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCustomerCouponChangeRecordsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListSubCustomerCoupons: {
        parameters: {
            query?: {
                coupon_id?: string;
                order_id?: string;
                promotion_plan_id?: string;
                coupon_type?: 1 | 2 | 3 | 4;
                status?: 1 | 2 | 3 | 4 | 5;
                active_start_time?: string;
                active_end_time?: string;
                offset?: number;
                limit?: number;
                source_id?: string;
                indirect_partner_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListSubCustomerCouponsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListIssuedPartnerCoupons: {
        parameters: {
            query?: {
                coupon_id?: string;
                customer_id?: string;
                order_id?: string;
                coupon_type?: 1 | 4;
                status?: 1 | 2 | 3 | 4 | 5;
                create_time_begin?: string;
                create_time_end?: string;
                effective_time_begin?: string;
                effective_time_end?: string;
                expire_time_begin?: string;
                expire_time_end?: string;
                offset?: number;
                limit?: number;
                indirect_partner_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListIssuedPartnerCouponsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    CreatePartnerCoupons: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePartnerCouponsReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatePartnerCouponsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ReclaimPartnerCoupons: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReclaimPartnerCouponsReq"];
            };
        };
        responses: {
            /** @description Done, no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListPartnerCouponsRecord: {
        parameters: {
            query?: {
                operation_types?: ("1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9")[];
                quota_id?: string;
                quota_type?: 0 | 1;
                coupon_ids?: string[];
                customer_id?: string;
                operation_time_begin?: string;
                operation_time_end?: string;
                result?: "0" | "-1";
                offset?: number;
                limit?: number;
                indirect_partner_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListPartnerCouponsRecordResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListStoredValueCards: {
        parameters: {
            query: {
                status: 1 | 2;
                card_id?: string;
                offset?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListStoredValueCardsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListCities: {
        parameters: {
            query: {
                province_code: string;
                offset?: number;
                limit?: number;
            };
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCitiesResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListCounties: {
        parameters: {
            query: {
                city_code: string;
                offset?: number;
                limit?: number;
            };
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCountiesResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListProvinces: {
        parameters: {
            query?: {
                offset?: number;
                limit?: number;
            };
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListProvincesResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListPartnerAdjustRecords: {
        parameters: {
            query?: {
                /** @description A customer or, for a distributor, a reseller. */
                customer_id?: string;
                operation_type?: "SOURCE_OPERATION_BEADJUST" | "SOURCE_OPERATION_BERETRIEVE" | "SOURCE_OPERATION_BEUNBIND";
                operation_time_begin?: string;
                operation_time_end?: string;
                trans_id?: string;
                offset?: number;
                limit?: number;
                indirect_partner_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListPartnerAdjustRecordsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    PayOrders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PayCustomerOrderV3Req"];
            };
        };
        responses: {
            /** @description Done, no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListFreeResourceInfos: {
        parameters: {
            query?: never;
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListFreeResourceInfosReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListFreeResourceInfosResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    ListCosts: {
        parameters: {
            query?: never;
            header?: {
                "X-Language"?: "zh_CN" | "en_US";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListCostsReq"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCostsResponse"];
                };
            };
            429: components["responses"]["Throttled"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
}
