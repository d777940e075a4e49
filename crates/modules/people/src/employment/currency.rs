//! Currencies in which pay is agreed.

/// The alphabetic codes of the national currencies in ISO 4217 (list one). Metals, baskets, funds and test codes are no
/// pay.
const KNOWN: &str = "\
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP \
CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR \
IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU \
MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG \
SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST \
XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// Whether the product knows the currency. Three capital letters, nothing around them.
pub(crate) fn is_known(code: &str) -> bool {
    KNOWN.split(' ').any(|known| known == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_is_three_capital_letters_of_the_list() {
        assert!(["CNY", "HKD", "USD", "EUR", "VND", "ZWG", "AED"].iter().all(|code| is_known(code)));
        for code in ["", " ", "cny", "CNY ", "XTS", "XXX1", "ZZZZZZ", "CN", "CNY HKD", "人民币", "XAU", "RMB"]
        {
            assert!(!is_known(code), "{code}");
        }
        assert!(KNOWN.split(' ').all(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())));
        assert!(KNOWN.split(' ').is_sorted(), "none is there twice unseen");
    }
}
