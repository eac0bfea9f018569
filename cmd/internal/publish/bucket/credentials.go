package bucket

import (
	"net/http"

	"github.com/minio/minio-go/v7/pkg/credentials"

	"briefings/cmd/internal/output"
	"briefings/cmd/internal/publish/place"
)

// credentialsOf finds keys where people keep them: the environment, in AWS's names or MinIO's, and AWS's
// files. The service of a machine in the cloud is asked only if the address says so: elsewhere there
// is nobody, and the question takes seconds.
func credentialsOf(p place.Place) (*credentials.Credentials, error) {
	ways := []credentials.Provider{&credentials.EnvAWS{}, &credentials.EnvMinio{}, &credentials.FileAWSCredentials{}}
	if p.Instance {
		ways = append(ways, &credentials.IAM{})
	}
	keys := credentials.NewChainCredentials(ways)
	value, err := keys.GetWithContext(&credentials.CredContext{Client: http.DefaultClient})
	if err != nil {
		return nil, err
	}
	if value.AccessKeyID == "" || value.SecretAccessKey == "" {
		return nil, &output.Refusal{Path: "s3://" + p.Bucket, Message: "no keys to the bucket",
			Cure: "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write ~/.aws/credentials"}
	}
	return keys, nil
}
