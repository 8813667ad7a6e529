"""A static, checked and permanent public record of government quality awards: data in, site out."""
