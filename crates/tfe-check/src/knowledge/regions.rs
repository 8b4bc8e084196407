//! The regions of AWS, and slips in their names.

include!(concat!(env!("OUT_DIR"), "/regions.rs"));

/// Whether AWS has a region of that name.
pub(crate) fn is_region(name: &str) -> bool {
    REGIONS.contains(&name)
}

/// The regions that a name is one slip away from. None for a region, and none for a name that may be one that was
/// opened since: it differs by its number, or by two letters for a part of the world.
pub(crate) fn meant_regions(name: &str) -> Vec<&'static str> {
    let plain = name.trim().to_ascii_lowercase().replace(['_', ' '], "-");
    if REGIONS.contains(&name) {
        return Vec::new();
    }
    if let Some(same) = REGIONS.iter().find(|region| **region == plain) {
        return vec![same];
    }
    if is_well_formed(&plain) {
        return Vec::new();
    }
    let near = REGIONS.iter().filter(|region| is_slip(&plain, region));
    near.copied().collect()
}

/// `eu-west-1`, also without the letter of a zone: two letters, perhaps a word, a direction and a number.
fn is_well_formed(name: &str) -> bool {
    let name = name.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(name);
    let parts: Vec<&str> = name.split('-').collect();
    let [area, .., direction, number] = parts.as_slice() else { return false };
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    area.len() == 2 && DIRECTIONS.contains(direction) && is_number
}

/// One letter more, less or other, or two that are swapped; and the number is the same.
fn is_slip(name: &str, region: &str) -> bool {
    let number =
        |of: &str| of.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or("").to_owned();
    let area = |of: &str| of.split('-').next().unwrap_or("").to_owned();
    let numbers = (number(name), number(region));
    let same_number = numbers.0.is_empty() || numbers.0 == numbers.1;
    let other_area = area(name).len() == 2 && area(name) != area(region);
    same_number && !other_area && text::distance(name, region) == 1
}

#[cfg(test)]
mod tests {
    use super::meant_regions;

    #[test]
    fn a_slip_has_the_region_that_is_meant() {
        let pairs = [
            ("us-esat-1", "us-east-1"),
            ("us-eats-1", "us-east-1"),
            ("eu-wset-3", "eu-west-3"),
            ("us-east1", "us-east-1"),
            ("US-East-1", "us-east-1"),
            ("eu_central_1", "eu-central-1"),
            ("eu-centrl-2", "eu-central-2"),
            ("ap-souteast-2", "ap-southeast-2"),
            ("us-gov-wets-1", "us-gov-west-1"),
            ("eu-weest-1", "eu-west-1"),
        ];
        for (slip, region) in pairs {
            assert_eq!(meant_regions(slip), [region], "{slip}");
        }
        assert_eq!(meant_regions("us-wast-1"), ["us-east-1", "us-west-1"]);
    }

    #[test]
    fn regions_and_names_that_may_be_new_ones_are_left_alone() {
        let names = [
            "us-east-1",
            "us-east-3",
            "us-south-1",
            "ap-southeast-9",
            "eu-west-10",
            "mx-central-1",
            "nz-north-1",
            "sa-west-1",
            "us-isof-south-1",
            "eusc-de-east-1",
            "us-east-1a",
            "garage",
            "us",
            "",
            "minio-east-1",
            "auto",
        ];
        for name in names {
            assert_eq!(meant_regions(name), [""; 0], "{name}");
        }
    }
}
