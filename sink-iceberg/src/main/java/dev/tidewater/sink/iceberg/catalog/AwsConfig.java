package dev.tidewater.sink.iceberg.catalog;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an AWS connection says about reaching S3: access keys, region and, for S3-compatible stores,
 * an endpoint of one's own, which is then spoken to in path style.
 *
 * <p>{@link #toString()} shows no secret.
 */
public record AwsConfig(
    String accessKeyId,
    String secretAccessKey,
    Optional<String> sessionToken,
    Optional<String> region,
    Optional<URI> endpoint) {

  /** The SDK insists on a region even where the endpoint ignores it. */
  private static final String REGION_WHERE_NONE_MATTERS = "us-east-1";

  /** These settings as Iceberg's S3 file access knows them. */
  Map<String, String> fileProperties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("s3.access-key-id", accessKeyId);
    properties.put("s3.secret-access-key", secretAccessKey);
    sessionToken.ifPresent(token -> properties.put("s3.session-token", token));
    region
        .or(() -> endpoint.map(any -> REGION_WHERE_NONE_MATTERS))
        .ifPresent(name -> properties.put("client.region", name));
    endpoint.ifPresent(
        uri -> {
          properties.put("s3.endpoint", uri.toString());
          properties.put("s3.path-style-access", "true");
        });
    return properties;
  }

  @Override
  public String toString() {
    return "AwsConfig[accessKeyId="
        + accessKeyId
        + ", region="
        + region
        + ", endpoint="
        + endpoint
        + "]";
  }
}
